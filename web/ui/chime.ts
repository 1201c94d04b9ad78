// Two short tones, made here: nothing is loaded, and a browser that allows no sound yet stays silent.
export function chime(urgent: boolean): void {
  try {
    const audio = new AudioContext()
    const tones = urgent ? [880, 660, 880, 660] : [660, 880]
    tones.forEach((frequency, i) => {
      const at = audio.currentTime + i * 0.18
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0, at)
      volume.gain.linearRampToValueAtTime(0.18, at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.17)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.18)
    })
    setTimeout(() => void audio.close(), tones.length * 180 + 200)
  } catch {
    // No sound on this device.
  }
}
