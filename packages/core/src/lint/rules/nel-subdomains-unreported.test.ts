import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('nel-subdomains-unreported', [
  [
    'a group that does not speak for subdomains',
    {
      nel: { report_to: 'default', max_age: 60, include_subdomains: true },
      reportTo: { max_age: 60, endpoints: [{ url: 'https://r.example' }] },
    },
    'low',
    'nel',
  ],
])

leavesAlone('nel-subdomains-unreported', [
  [
    'the groups of the option reporting',
    { nel: { report_to: 'default', max_age: 60, include_subdomains: true }, reporting: 'https://reports.example/r' },
  ],
  [
    'a policy that is taken back',
    {
      nel: { report_to: 'default', max_age: 0, include_subdomains: true },
      reportTo: { max_age: 60, endpoints: [{ url: 'https://r.example' }] },
    },
  ],
])
