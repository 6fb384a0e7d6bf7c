import { FRAMEWORKS } from '../adapters/index.js'
import type { Case } from '../case.js'

/** What an injected script would do with each feature; a rejection or an exception is a refusal. */
const USES = {
  camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
  microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
  geolocation: 'new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))',
  'sync-xhr': `(() => { const request = new XMLHttpRequest(); request.open('GET', '/', false); request.send() })()`,
  gamepad: 'navigator.getGamepads()',
  'encrypted-media': `navigator.requestMediaKeySystemAccess('org.w3.clearkey', [{ initDataTypes: ['keyids'], videoCapabilities: [{ contentType: 'video/webm; codecs="vp8"' }] }])`,
  usb: 'navigator.usb.getDevices()',
  serial: 'navigator.serial.getPorts()',
  hid: 'navigator.hid.getDevices()',
  accelerometer: 'new Accelerometer()',
  gyroscope: 'new Gyroscope()',
  'clipboard-write': "navigator.clipboard.writeText('attacked')",
  'xr-spatial-tracking': "navigator.xr.isSessionSupported('immersive-vr')",
  payment:
    "new PaymentRequest([{ supportedMethods: 'https://pay.example' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } })",
} as const

const IGNORED = { verdict: 'ignored', reason: 'knows the allow attribute of frames, not the header' } as const
const impossible = (reason: string) => ({ verdict: 'impossible', reason }) as const
const NO_API = impossible('has no such API')

/** Where the use itself fails. */
const ELSEWHERE: Partial<Record<keyof typeof USES, Case['except']>> = {
  camera: { webkit: impossible('has no stand-in for a camera') },
  microphone: { webkit: impossible('has no stand-in for a microphone') },
  geolocation: { webkit: impossible('nobody answers its question under automation') },
  'encrypted-media': { webkit: NO_API },
  serial: { webkit: NO_API },
  usb: { firefox: NO_API, webkit: NO_API },
  hid: { firefox: NO_API, webkit: NO_API },
  accelerometer: { firefox: NO_API, webkit: NO_API },
  gyroscope: { firefox: NO_API, webkit: NO_API },
  payment: { firefox: NO_API, webkit: NO_API },
  'xr-spatial-tracking': { firefox: NO_API, webkit: NO_API },
  'clipboard-write': { firefox: impossible('asks for a click first'), webkit: impossible('asks for a click first') },
}

const permissions = {
  header: 'Permissions-Policy',
  option: 'permissions',
  attacked: 'window.attacked === true',
} as const

/** Features that an injected script would use. */
export const PERMISSIONS: readonly Case[] = (Object.keys(USES) as (keyof typeof USES)[]).map((feature, index) => ({
  ...permissions,
  name: `use of ${feature}`,
  framework: FRAMEWORKS[index % FRAMEWORKS.length] as Case['framework'],
  ...(feature === 'geolocation' && { main: true }),
  policy: { permissions: { [feature]: [] } },
  site: () => ({
    '/': `<script>
      Promise.resolve().then(() => ${USES[feature]}).then(() => { window.attacked = true }, (error) => { window.refused = String(error) })
    </script>`,
  }),
  except: { firefox: IGNORED, webkit: IGNORED, ...ELSEWHERE[feature] },
}))
