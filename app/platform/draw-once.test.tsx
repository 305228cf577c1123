import { expect, test } from 'vitest'
import { drawOnce } from './draw-once.server.ts'

test('a part is drawn once for the same data, and again for other data or another address', () => {
  let times = 0
  const part = () => {
    times++
    return <p>{'a < b'}</p>
  }
  const data = {}
  expect(drawOnce(data, '/t/un', part)).toBe('<p>a &lt; b</p>')
  expect(drawOnce(data, '/t/un', part)).toBe('<p>a &lt; b</p>')
  expect(times).toBe(1)
  drawOnce(data, '/t/deux', part)
  drawOnce({}, '/t/un', part)
  expect(times).toBe(3)
})
