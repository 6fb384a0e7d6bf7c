export default defineEventHandler(() => ({}))
