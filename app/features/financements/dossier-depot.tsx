import type { ReactNode } from 'react'
import { Form, Link, useNavigation } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Card, Notice } from '#app/ui/page.tsx'
import { stepLabels } from './dossier.steps.ts'
import { attestations } from './dossier.words.ts'
import type { StepPage } from './dossier-etape.server.ts'

export interface DepotStepProps {
  page: StepPage
  refused: RefusedForm | undefined
}

const words = {
  signataireNom: { label: 'Nom de la personne qui signe' },
  signataireFonction: { label: 'Sa fonction', hint: 'Présidence, direction, maire…' },
  signataireCourriel: {
    label: 'Son courriel',
    hint: 'Elle y reçoit un lien pour lire, attester et déposer.',
  },
  attestees: { label: 'Attestations' },
}

/** The last step: what is missing, the clock, then sign oneself or have it signed. */
export function DepotStep({ page, refused }: DepotStepProps) {
  const { missing, unsaved, appel, serverTime, dossier } = page
  const asked = refused?.values.intention?.[0]
  return (
    <>
      {appel.fermeLe && !page.closed && (
        <Notice>
          L’appel ferme le <strong>{formatInstant(new Date(appel.fermeLe))}</strong>, heure de Paris. Il est{' '}
          {serverTime} à l’horloge du serveur.{' '}
          <Link to="../dossier.pdf" relative="path" reloadDocument>
            Relire le dossier en PDF
          </Link>
        </Notice>
      )}
      <Card title={missing.length === 0 ? 'Le dossier est complet' : 'Ce qui manque encore'}>
        {missing.length === 0 ? (
          <p>Tout ce que l’appel demande est là.</p>
        ) : (
          <ul>
            {missing.map((its) => (
              <li key={its.text}>
                <Link to={`../${its.step}`} relative="path">
                  {stepLabels[its.step]}
                </Link>{' '}
                : {its.text}
              </li>
            ))}
          </ul>
        )}
        {unsaved.length > 0 && (
          <p className="muted">
            Écrit et pas encore enregistré : {unsaved.map((step) => stepLabels[step]).join(', ')}. Le dépôt
            l’enregistrera.
          </p>
        )}
      </Card>
      <SignCard
        title="Je signe et je dépose"
        intention="deposer"
        button="Déposer le dossier"
        nom={dossier.signataireNom}
        refused={asked === 'deposer' ? refused : undefined}
      >
        <Attestations refused={asked === 'deposer' ? refused : undefined} />
      </SignCard>
      <SignCard
        title="Une autre personne signe"
        intention="signer"
        button="Envoyer à la signature"
        nom={dossier.signataireNom}
        refused={asked === 'signer' ? refused : undefined}
      >
        <TextInput name="signataireCourriel" type="email" required />
      </SignCard>
    </>
  )
}

interface SignCardProps {
  title: string
  intention: 'deposer' | 'signer'
  button: string
  nom: string
  refused: RefusedForm | undefined
  children: ReactNode
}

function SignCard({ title, intention, button, nom, refused, children }: SignCardProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card title={title}>
      <Form method="post" className="stack-s">
        <FormFields
          words={words}
          values={{ signataireNom: nom }}
          refused={refused}
          idPrefix={`${intention}-`}
        >
          <HiddenInput name="intention" value={intention} />
          <div className="form-section">
            <TextInput name="signataireNom" required />
            <TextInput name="signataireFonction" />
            {children}
          </div>
          <div className="row">
            <button type="submit" className={intention === 'deposer' ? 'btn primary' : 'btn'} disabled={busy}>
              {busy ? 'Un instant…' : button}
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

/** The legal texts, each ticked by who signs. */
export function Attestations({ refused }: { refused: RefusedForm | undefined }) {
  const ticked = new Set(refused?.values.attestees ?? [])
  return (
    <fieldset className="field wide" id="champ-deposer-attestees">
      <legend>J’atteste</legend>
      {Object.entries(attestations).map(([nature, { text, version }]) => (
        <label className="check" key={nature}>
          <input type="checkbox" name="attestees" value={nature} defaultChecked={ticked.has(nature)} />
          <span>
            {text} <span className="muted small">(version {version})</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
