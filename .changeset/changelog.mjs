// What `npm run bump` writes into the changelogs. Its own would put before each line the hash of the commit that added the
// changeset's file, and below them as many lines "Updated dependencies" as there are changesets.
export default {
  getReleaseLine: async ({ summary }) => {
    const [first, ...others] = summary.split('\n').map((line) => line.trimEnd())
    return [`- ${first}`, ...others.map((line) => `  ${line}`)].join('\n')
  },
  getDependencyReleaseLine: async (_changesets, updated) => {
    const lines = updated.map(({ name, newVersion }) => `  - ${name}@${newVersion}`)
    return lines.length === 0 ? '' : ['- Updated dependencies', ...lines].join('\n')
  },
}
