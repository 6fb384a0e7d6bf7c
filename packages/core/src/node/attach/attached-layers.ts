import type { Layer } from '../../layer.js'

/** The layer that is attached to each server. */
export const attachedLayers = new WeakMap<object, Layer>()
