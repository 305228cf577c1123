import { useState } from 'react'

const SCALE = 2

/** Turns the picture at an address into a PNG, in the browser; without JavaScript the SVG link beside it remains. */
export function PngButton({ svg, name }: { svg: string; name: string }) {
  const [failed, setFailed] = useState(false)
  const save = () => {
    draw(svg, name).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  }
  return (
    <button type="button" className="btn" onClick={save}>
      {failed ? 'PNG impossible : prenez le SVG' : 'PNG'}
    </button>
  )
}

async function draw(svg: string, name: string): Promise<void> {
  const picture = new Image()
  picture.src = svg
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * SCALE
  canvas.height = picture.naturalHeight * SCALE
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('no picture')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
