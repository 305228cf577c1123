import { Bell, CircleHelp, ShieldCheck } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { PasswordField } from '#app/ui/signin-frame.tsx'
import type { SessionLine } from './moi.server.ts'
import { PASSWORD_HINT } from './mot-de-passe.rules.ts'
import { personneFields } from './personne.fields.ts'

export function AccountLinks() {
  return (
    <>
      <Link className="btn" to="second-facteur">
        <ShieldCheck aria-hidden size={16} /> Second facteur
      </Link>
      <Link className="btn" to="notifications">
        <Bell aria-hidden size={16} /> Notifications
      </Link>
      <Link className="btn" to="droits">
        <CircleHelp aria-hidden size={16} /> Ce que je peux faire
      </Link>
    </>
  )
}

export interface IdentityCardProps {
  values: { nom: string; telephone: string | null }
  version: number
  refused: RefusedForm | undefined
}

export function IdentityCard({ values, version, refused }: IdentityCardProps) {
  const mine = refused?.values.geste?.[0] === 'identite' ? refused : undefined
  return (
    <Card title="Identité">
      <Form method="post" className="form">
        <FormFields words={personneFields} values={values} refused={mine}>
          <HiddenInput name="geste" value="identite" />
          <HiddenInput name="version" value={version} />
          <div className="form-section">
            <TextInput name="nom" required autoComplete="name" />
            <TextInput name="telephone" type="tel" autoComplete="tel" />
          </div>
        </FormFields>
        <div className="row">
          <button type="submit" className="btn">
            Enregistrer
          </button>
        </div>
      </Form>
    </Card>
  )
}

export function RolesCard({ roles }: { roles: ReadonlyArray<string> }) {
  return (
    <Card title="Mes rôles ici">
      <ul className="list">
        {roles.map((role) => (
          <li key={role}>{role}</li>
        ))}
      </ul>
    </Card>
  )
}

export function PasswordCard() {
  return (
    <Card title="Mot de passe">
      <Form method="post" className="form">
        <HiddenInput name="geste" value="mot-de-passe" />
        <div className="form-section">
          <PasswordField name="actuel" label="Mot de passe actuel" autoComplete="current-password" />
          <PasswordField
            name="motDePasse"
            label="Nouveau mot de passe"
            autoComplete="new-password"
            hint={PASSWORD_HINT}
          />
          <PasswordField name="confirmation" label="Le même, une seconde fois" autoComplete="new-password" />
        </div>
        <div className="row">
          <button type="submit" className="btn">
            Changer le mot de passe
          </button>
        </div>
      </Form>
    </Card>
  )
}

export function SessionsCard({ sessions }: { sessions: ReadonlyArray<SessionLine> }) {
  return (
    <Card title="Appareils connectés">
      <ul className="list">
        {sessions.map((its) => (
          <li key={its.id} className="row">
            <span>
              <strong>{its.appareil}</strong> {its.courante && <Badge tone="green">cet appareil</Badge>}
              <br />
              <span className="muted small">
                depuis le {formatInstant(its.depuis)}
                {its.adresse && `, adresse ${its.adresse}`}
              </span>
            </span>
            {!its.courante && (
              <Form method="post">
                <button type="submit" className="btn small" name="session" value={its.id}>
                  Déconnecter
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form method="post">
          <div className="row">
            <button type="submit" className="btn" name="geste" value="autres-sessions">
              Déconnecter tous les autres appareils
            </button>
          </div>
        </Form>
      )}
    </Card>
  )
}
