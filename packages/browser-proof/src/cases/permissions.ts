import type { Case } from '../case.js'

/** What an injected script would do with each feature; a rejection or an exception is a refusal. */
const USES = {
  camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
  microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
  geolocation: 'new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))',
  'sync-xhr': `(() => { const request = new XMLHttpRequest(); request.open('GET', '/', false); request.send() })()`,
  gamepad: 'navigator.getGamepads()',
  midi: 'navigator.requestMIDIAccess()',
  'encrypted-media': `navigator.requestMediaKeySystemAccess('org.w3.clearkey', [{ initDataTypes: ['keyids'], videoCapabilities: [{ contentType: 'video/webm; codecs="vp8"' }] }])`,
  'screen-wake-lock': "navigator.wakeLock.request('screen')",
  usb: 'navigator.usb.getDevices()',
  serial: 'navigator.serial.getPorts()',
  hid: 'navigator.hid.getDevices()',
  accelerometer: 'new Accelerometer()',
  gyroscope: 'new Gyroscope()',
  magnetometer: 'new Magnetometer()',
  'clipboard-write': "navigator.clipboard.writeText('attacked')",
  'xr-spatial-tracking': "navigator.xr.isSessionSupported('immersive-vr')",
  'storage-access': 'document.requestStorageAccess()',
  payment:
    "new PaymentRequest([{ supportedMethods: 'https://pay.example' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } })",
} as const

const HEADER_IN_CHROMIUM_ONLY = { verdict: 'ignored', reason: 'knows the allow attribute of frames, not the header' } as const

const frameworks = ['express', 'koa', 'hono', 'fastify'] as const

/** Features that an injected script would use. */
export const PERMISSIONS: readonly Case[] = Object.entries(USES).map(([feature, use], index) => ({
  name: `use of ${feature}`,
  header: 'Permissions-Policy',
  option: 'permissions',
  framework: frameworks[index % frameworks.length] as Case['framework'],
  ...(feature === 'geolocation' && { main: true }),
  policy: { permissions: { [feature]: [] } },
  site: () => ({
    '/': `<script>
      Promise.resolve().then(() => ${use}).then(() => { window.attacked = true }, (error) => { window.refused = String(error) })
    </script>`,
  }),
  attacked: 'window.attacked === true',
  except: { firefox: HEADER_IN_CHROMIUM_ONLY, webkit: HEADER_IN_CHROMIUM_ONLY },
}))
