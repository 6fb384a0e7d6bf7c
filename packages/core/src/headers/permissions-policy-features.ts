import { type Kebab, kebab } from '../case.js'

/**
 * The features, keyed by method: `live` where Chromium, the only engine that reads the header, knows the name, or did in early
 * 2026; `isolated` for isolated web apps only; `dead` where no browser acts on it. https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md
 */
export const features = {
  /** Acceleration sensor. */
  accelerometer: 'live',
  /** Capturing every screen without asking; isolated web apps only. */
  allScreensCapture: 'isolated',
  /**
   * Light sensor.
   * @deprecated Behind a flag in Chromium.
   */
  ambientLightSensor: 'dead',
  /** Announcements to screen readers with `ariaNotify()`. */
  ariaNotify: 'live',
  /** Attribution Reporting API; until Chromium 151. */
  attributionReporting: 'live',
  /** Filling in forms automatically. */
  autofill: 'live',
  /** Media that plays by itself. */
  autoplay: 'live',
  /**
   * Battery status.
   * @deprecated Specified, but no browser has it.
   */
  battery: 'dead',
  /** Web Bluetooth. */
  bluetooth: 'live',
  /** Topics API. */
  browsingTopics: 'live',
  /** Video input. */
  camera: 'live',
  /** Scrolling and zooming a captured tab. */
  capturedSurfaceControl: 'live',
  /** The client hint Device-Memory. */
  chDeviceMemory: 'live',
  /** The client hint Downlink. */
  chDownlink: 'live',
  /** The client hint DPR. */
  chDpr: 'live',
  /** The client hint ECT. */
  chEct: 'live',
  /** The client hint Sec-CH-Prefers-Color-Scheme. */
  chPrefersColorScheme: 'live',
  /** The client hint Sec-CH-Prefers-Reduced-Motion. */
  chPrefersReducedMotion: 'live',
  /** The client hint Sec-CH-Prefers-Reduced-Transparency. */
  chPrefersReducedTransparency: 'live',
  /** The client hint RTT. */
  chRtt: 'live',
  /** The client hint Save-Data. */
  chSaveData: 'live',
  /** The client hint Sec-CH-UA. */
  chUa: 'live',
  /** The client hint Sec-CH-UA-Arch. */
  chUaArch: 'live',
  /** The client hint Sec-CH-UA-Bitness. */
  chUaBitness: 'live',
  /** The client hint Sec-CH-UA-Form-Factors. */
  chUaFormFactors: 'live',
  /** The client hint Sec-CH-UA-Full-Version. */
  chUaFullVersion: 'live',
  /** The client hint Sec-CH-UA-Full-Version-List. */
  chUaFullVersionList: 'live',
  /** The client hint Sec-CH-UA-High-Entropy-Values. */
  chUaHighEntropyValues: 'live',
  /** The client hint Sec-CH-UA-Mobile. */
  chUaMobile: 'live',
  /** The client hint Sec-CH-UA-Model. */
  chUaModel: 'live',
  /** The client hint Sec-CH-UA-Platform. */
  chUaPlatform: 'live',
  /** The client hint Sec-CH-UA-Platform-Version. */
  chUaPlatformVersion: 'live',
  /** The client hint Sec-CH-UA-WoW64. */
  chUaWow64: 'live',
  /** The client hint Sec-CH-Viewport-Height. */
  chViewportHeight: 'live',
  /** The client hint Sec-CH-Viewport-Width. */
  chViewportWidth: 'live',
  /** The client hint Sec-CH-Width. */
  chWidth: 'live',
  /** Reading the clipboard. */
  clipboardRead: 'live',
  /** Writing the clipboard. */
  clipboardWrite: 'live',
  /** CPU pressure readings. */
  computePressure: 'live',
  /** `<controlledframe>`; isolated web apps only. */
  controlledFrame: 'isolated',
  /**
   * Old name of attribution-reporting.
   * @deprecated No browser has it.
   */
  conversionMeasurement: 'dead',
  /** Being cross-origin isolated; `()` switches off what COOP and COEP bring. */
  crossOriginIsolated: 'live',
  /** `fetchLater()` quota of the page. */
  deferredFetch: 'live',
  /** `fetchLater()` quota of cross-origin frames. */
  deferredFetchMinimal: 'live',
  /** Attributes of managed devices. */
  deviceAttributes: 'live',
  /** Issuing digital credentials. */
  digitalCredentialsCreate: 'live',
  /** Asking for digital credentials. */
  digitalCredentialsGet: 'live',
  /** TCP and UDP sockets; isolated web apps only. */
  directSockets: 'isolated',
  /** Multicast sockets; isolated web apps only. */
  directSocketsMulticast: 'isolated',
  /** Screen capture. */
  displayCapture: 'live',
  /**
   * Setting `document.domain`.
   * @deprecated Retired from HTML and from Chromium.
   */
  documentDomain: 'dead',
  /** Encrypted Media Extensions. */
  encryptedMedia: 'live',
  /**
   * Scripts in frames that are not rendered.
   * @deprecated Behind a flag in Chromium.
   */
  executionWhileNotRendered: 'dead',
  /**
   * Scripts in frames that are scrolled out of view.
   * @deprecated Behind a flag in Chromium.
   */
  executionWhileOutOfViewport: 'dead',
  /** Taking the focus without a click. */
  focusWithoutUserActivation: 'live',
  /** `requestFullscreen()`. */
  fullscreen: 'live',
  /** Gamepads. */
  gamepad: 'live',
  /** Position. */
  geolocation: 'live',
  /** Rotation sensor. */
  gyroscope: 'live',
  /** Haptic feedback. */
  haptics: 'live',
  /** WebHID. */
  hid: 'live',
  /** Federated log-in (FedCM). */
  identityCredentialsGet: 'live',
  /** Whether the user is idle. */
  idleDetection: 'live',
  /** FLoC, never shipped; scanners still look for it. */
  interestCohort: 'live',
  /** Joining ad interest groups. */
  joinAdInterestGroup: 'live',
  /** The keyboard's layout. */
  keyboardMap: 'live',
  /** Built-in language detector. */
  languageDetector: 'live',
  /** Built-in language model. */
  languageModel: 'live',
  /** List of local fonts. */
  localFonts: 'live',
  /** Requests to the local network. */
  localNetwork: 'live',
  /** Requests to the local network and to loopback. */
  localNetworkAccess: 'live',
  /** Requests to loopback. */
  loopbackNetwork: 'live',
  /** Magnetic field sensor. */
  magnetometer: 'live',
  /** Handwritten and typed text input. */
  manualText: 'live',
  /** Media that keeps playing in hidden frames. */
  mediaPlaybackWhileNotVisible: 'live',
  /**
   * Media Session API.
   * @deprecated No browser has it.
   */
  mediasession: 'dead',
  /** Audio input. */
  microphone: 'live',
  /** Web MIDI. */
  midi: 'live',
  /**
   * Web Monetization.
   * @deprecated No browser has it.
   */
  monetization: 'dead',
  /**
   * CSS spatial navigation.
   * @deprecated No browser has it.
   */
  navigationOverride: 'dead',
  /** Speech recognition on the device. */
  onDeviceSpeechRecognition: 'live',
  /** One-time codes from text messages (WebOTP). */
  otpCredentials: 'live',
  /** Payment Request API. */
  payment: 'live',
  /** Picture-in-picture video. */
  pictureInPicture: 'live',
  /** Private Aggregation API. */
  privateAggregation: 'live',
  /** Issuing private state tokens. */
  privateStateTokenIssuance: 'live',
  /** Redeeming private state tokens. */
  privateStateTokenRedemption: 'live',
  /** Creating passkeys. */
  publickeyCredentialsCreate: 'live',
  /** Logging in with passkeys. */
  publickeyCredentialsGet: 'live',
  /** Built-in text rewriter. */
  rewriter: 'live',
  /** Running ad auctions. */
  runAdAuction: 'live',
  /** Keeping the screen on. */
  screenWakeLock: 'live',
  /** Web Serial. */
  serial: 'live',
  /** Shared Storage API. */
  sharedStorage: 'live',
  /** Choosing URLs with Shared Storage. */
  sharedStorageSelectUrl: 'live',
  /** Smart card readers; isolated web apps only. */
  smartCard: 'isolated',
  /**
   * Old name of speaker-selection.
   * @deprecated Never standardised.
   */
  speaker: 'dead',
  /**
   * Choosing an audio output.
   * @deprecated Behind a flag in Chromium; in Firefox only as an iframe's `allow`.
   */
  speakerSelection: 'dead',
  /** Storage Access API. */
  storageAccess: 'live',
  /** Installing sub-apps; isolated web apps only. */
  subApps: 'isolated',
  /** Built-in summarizer. */
  summarizer: 'live',
  /**
   * Blocking scripts.
   * @deprecated No browser has it.
   */
  syncScript: 'dead',
  /** Synchronous XMLHttpRequest. */
  syncXhr: 'live',
  /** Tools that the page offers to agents. */
  tools: 'live',
  /** Built-in translator. */
  translator: 'live',
  /**
   * Old name of private-state-token-redemption.
   * @deprecated No browser has it.
   */
  trustTokenRedemption: 'dead',
  /** `unload` handlers. */
  unload: 'live',
  /** WebUSB. */
  usb: 'live',
  /** WebUSB without its blocklist; isolated web apps only. */
  usbUnrestricted: 'isolated',
  /** Stopping vertical scrolling. */
  verticalScroll: 'live',
  /**
   * Vibration.
   * @deprecated No browser acts on it.
   */
  vibrate: 'dead',
  /**
   * WebVR.
   * @deprecated Renamed to `xr-spatial-tracking`.
   */
  vr: 'dead',
  /** Installing other web apps. */
  webAppInstallation: 'live',
  /** Printing; isolated web apps only. */
  webPrinting: 'isolated',
  /** `navigator.share()`. */
  webShare: 'live',
  /** Web Neural Network API. */
  webnn: 'live',
  /** Windows on several screens. */
  windowManagement: 'live',
  /**
   * Old name of window-management.
   * @deprecated Retired.
   */
  windowPlacement: 'dead',
  /** Built-in text writer. */
  writer: 'live',
  /** WebXR tracking. */
  xrSpatialTracking: 'live',
} as const

/** A feature's name on the wire, such as `picture-in-picture`. */
export type PermissionsPolicyFeature = Kebab<keyof typeof features>

type Status = (typeof features)[keyof typeof features]

const STATUSES: ReadonlyMap<string, Status> = new Map(Object.entries(features).map(([method, status]) => [kebab(method), status]))

export const FEATURE_NAMES = [...STATUSES.keys()] as readonly PermissionsPolicyFeature[]

/** Whether this version knows the feature. */
export function isFeature(name: unknown): name is PermissionsPolicyFeature {
  return STATUSES.has(name as string)
}

/** The names that Chromium knows, or did in early 2026. */
export const LIVE_FEATURES = namesOf('live')

/** The features that no browser acts on. */
export const DEAD_FEATURES = namesOf('dead')

function namesOf(status: Status): readonly PermissionsPolicyFeature[] {
  return FEATURE_NAMES.filter((name) => STATUSES.get(name) === status)
}
