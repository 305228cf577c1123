import { Moon } from 'lucide-react'

export function ThemeButton() {
  return (
    <button
      type="button"
      className="btn ghost small"
      onClick={switchTheme}
      title="Changer de thème, clair ou sombre"
    >
      <Moon aria-hidden size={16} /> <span className="sr-only">Changer de thème, clair ou sombre</span>
    </button>
  )
}

function switchTheme(): void {
  const root = document.documentElement
  const dark = root.dataset.theme
    ? root.dataset.theme === 'sombre'
    : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = dark ? 'clair' : 'sombre'
  // biome-ignore lint/suspicious/noDocumentCookie: read by the server at the next page; the Cookie Store API is not in every browser
  document.cookie = `maillage.theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax`
}
