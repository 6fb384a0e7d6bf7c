// Where its files are looked for.
process.chdir('dist')
await import('./dist/index.js')
