import { Form } from 'react-router'
import { PasswordField, RefusedNotice } from '#app/ui/signin-frame.tsx'
import { PASSWORD_HINT } from './mot-de-passe.rules.ts'

export interface InvitationFormProps {
  nom: string
  courriel: string
  needsPassword: boolean
  message: string | undefined
}

/** Accepts an invitation: with a new password, or with the account one is signed in with. */
export function InvitationForm({ nom, courriel, needsPassword, message }: InvitationFormProps) {
  return (
    <Form method="post" className="form">
      <RefusedNotice message={message} />
      <p>
        {nom}, votre adresse de connexion est <strong>{courriel}</strong>.
      </p>
      {needsPassword && (
        <>
          {/* Lets a password manager know which account the new password is for. */}
          <input
            className="sr-only"
            type="text"
            name="courriel"
            autoComplete="username"
            value={courriel}
            readOnly
            tabIndex={-1}
            aria-hidden
          />
          <PasswordField
            name="motDePasse"
            label="Votre mot de passe"
            autoComplete="new-password"
            hint={PASSWORD_HINT}
          />
          <PasswordField name="confirmation" label="Le même, une seconde fois" autoComplete="new-password" />
        </>
      )}
      <div className="row">
        <button type="submit" className="btn primary">
          {needsPassword ? 'Créer mon compte et entrer' : 'Rejoindre avec mon compte'}
        </button>
      </div>
    </Form>
  )
}
