import { decodeQR } from 'qr/decode.js'

/** What can be said of a camera that shows nothing. */
export type CameraFault = 'denied' | 'missing'

/** Longest side (px) of what is looked at for a code: a screen's code has modules enough for it, and time is saved. */
const longestSide = 800
/** Pause (ms) between two looks, so that the page can draw. */
const pause = 80

export interface CameraScan {
  /** Turns the camera off. */
  stop(): void
}

/**
 * Opens the camera behind the phone, shows it in a video element, and reads QR codes in it until it is stopped. The
 * pictures stay in this page.
 * @param seen a code's text, as often as it is read
 * @param failed no camera, or no permission to use it
 */
export function scanWithCamera(
  video: HTMLVideoElement,
  seen: (text: string) => void,
  failed: (fault: CameraFault) => void,
): CameraScan {
  let stopped = false
  let stream: MediaStream | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
    video.srcObject = null
  }
  const canvas = document.createElement('canvas')
  const look = () => {
    if (stopped) return
    const text = readFrame(video, canvas)
    if (text !== null) seen(text)
    if (!stopped) timer = setTimeout(look, pause)
  }
  const open = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      })
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      if (!stopped) failed(error.name === 'NotAllowedError' ? 'denied' : 'missing')
      return
    }
    // Left while the permission was asked for.
    if (stopped) return stop()
    video.srcObject = stream
    await video.play()
    look()
  }
  if (!('mediaDevices' in navigator)) failed('missing')
  else void open()
  return { stop }
}

/** What stands in the video's present picture; null when there is no code in it that can be read. */
function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): string | null {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0 || videoHeight === 0) return null
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight))
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return readQr(context.getImageData(0, 0, canvas.width, canvas.height))
}

/** The text of the code in a picture; null when there is none. @param image four octets for each pixel */
function readQr(image: Pick<ImageData, 'width' | 'height' | 'data'>): string | null {
  try {
    return decodeQR({ width: image.width, height: image.height, data: image.data })
  } catch (error) {
    // The decoder says by throwing that it found no code, which is what most pictures are.
    if (error instanceof Error) return null
    throw error
  }
}
