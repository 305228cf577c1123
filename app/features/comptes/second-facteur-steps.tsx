import { Form } from 'react-router'
import { encode } from 'uqr'
import { Card } from '#app/ui/page.tsx'
import { PasswordField } from '#app/ui/signin-frame.tsx'

export function PrepareStep() {
  return (
    <Card title="Activer">
      <Form method="post" className="form">
        <PasswordField name="actuel" label="Votre mot de passe" autoComplete="current-password" />
        <div className="row">
          <button type="submit" className="btn primary" name="geste" value="preparer">
            Commencer
          </button>
        </div>
      </Form>
    </Card>
  )
}

export function RemoveStep() {
  return (
    <Card title="Le second facteur est activé">
      <p>Il est demandé à chaque connexion. Sans lui, un mot de passe volé suffit pour entrer.</p>
      <Form method="post" className="form">
        <PasswordField name="actuel" label="Votre mot de passe" autoComplete="current-password" />
        <div className="row">
          <button type="submit" className="btn" name="geste" value="retirer">
            Retirer le second facteur
          </button>
        </div>
      </Form>
    </Card>
  )
}

/** The drawing to photograph, the same in letters, and the codes to keep aside; then a first code. */
export function ConfirmStep({
  totpURI,
  backupCodes,
}: {
  totpURI: string
  backupCodes: ReadonlyArray<string>
}) {
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  return (
    <>
      <Card title="1. Photographiez ce dessin avec votre application">
        <QrCode text={totpURI} />
        <p>
          Ou tapez cette clé : <code>{secret}</code>
        </p>
      </Card>
      <Card title="2. Gardez ces codes de secours en lieu sûr">
        <p>Chacun remplace le téléphone une fois. Ils ne seront plus montrés.</p>
        <ul className="list">
          {backupCodes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="3. Tapez le code que donne l’application">
        <Form method="post" className="form">
          <input type="hidden" name="totpURI" value={totpURI} />
          {backupCodes.map((code) => (
            <input key={code} type="hidden" name="secours" value={code} />
          ))}
          <div className="field">
            <label htmlFor="code">Code à six chiffres</label>
            <input
              className="input"
              id="code"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={7}
            />
          </div>
          <div className="row">
            <button type="submit" className="btn primary" name="geste" value="confirmer">
              Activer
            </button>
          </div>
        </Form>
      </Card>
    </>
  )
}

/** Dark on white in both themes: a camera does not read the contrary. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      width="220"
      height="220"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="Code à photographier"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
