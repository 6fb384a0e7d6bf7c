import { index, route } from '@react-router/dev/routes'

export default [
  index('routes/home.tsx'),
  route('styled', 'routes/styled.tsx'),
  route('boom', 'routes/boom.tsx'),
  route('go', 'routes/go.tsx'),
  route('api', 'routes/api.ts'),
]
