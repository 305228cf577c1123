import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'
import { Notice } from './page.tsx'
import { SigninPicture } from './signin-picture.tsx'

/** The frame of every page before one is signed in: the picture on one side, one thing to do on the other. */
export function SigninFrame({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="signin">
      <title>{`${title} · Maillage`}</title>
      <aside className="signin-aside">
        <p className="brand-large">
          <Logo size={36} /> Maillage
        </p>
        <SigninPicture />
        <p>
          Une stratégie partagée, des instances qui vivent, des actions suivies, des chiffres et des regards
          de terrain.
        </p>
      </aside>
      <main className="signin-main">
        <div>
          <h1>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  )
}

/** One sentence that says why it was refused, read out at once. */
export function RefusedNotice({ message }: { message: string | undefined }) {
  if (!message) return null
  return (
    <Notice tone="error">
      <span role="alert">{message}</span>
    </Notice>
  )
}

/** The address of an account. */
export function CourrielField({ value }: { value?: string | undefined }) {
  return (
    <div className="field">
      <label htmlFor="courriel">Adresse électronique</label>
      <input
        className="input"
        id="courriel"
        name="courriel"
        type="email"
        autoComplete="username"
        required
        defaultValue={value}
      />
    </div>
  )
}

/** A password to choose or to type. */
export function PasswordField({
  name,
  label,
  autoComplete,
  hint,
}: {
  name: string
  label: string
  autoComplete: 'current-password' | 'new-password'
  hint?: string
}) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        className="input"
        id={name}
        name={name}
        type="password"
        autoComplete={autoComplete}
        required
        minLength={autoComplete === 'new-password' ? 12 : undefined}
        aria-describedby={hint ? `${name}-aide` : undefined}
      />
      {hint && (
        <span className="hint" id={`${name}-aide`}>
          {hint}
        </span>
      )}
    </div>
  )
}
