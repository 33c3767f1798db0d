// What the page does beyond HTML: the copy buttons, and the snapshot that a link leads to is opened. Without it nothing is lost.

export const script = `
const copy = async (button) => {
  const text = button.previousElementSibling.textContent
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const range = document.createRange()
    range.selectNodeContents(button.previousElementSibling)
    const selection = getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
    if (!document.execCommand('copy')) { button.textContent = 'Press Ctrl-C'; return }
  }
  button.textContent = 'Copied'
  document.getElementById('said').textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => copy(button))
}
const open = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const details = target && target.querySelector('details')
  if (!details) return
  details.open = true
  details.querySelector('summary').focus({ preventScroll: true })
}
addEventListener('hashchange', open)
open()
`
