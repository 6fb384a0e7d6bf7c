import { createRoute } from 'honox/factory'

export default createRoute((c) => c.redirect('/'))
