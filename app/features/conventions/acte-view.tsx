import { Download, Send } from 'lucide-react'
import { Form, useNavigation } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import { acteFields, signatureFields } from './acte.fields.ts'
import type { ActePage } from './acte-page.server.ts'

interface Props {
  page: ActePage
  refused: RefusedForm | undefined
}

export function ActeDownloads({ base }: { base: string }) {
  return (
    <>
      <a className="btn" href={`${base}/acte.pdf`} download>
        <Download aria-hidden size={16} /> PDF
      </a>
      <a className="btn" href={`${base}/acte.docx`} download>
        <Download aria-hidden size={16} /> Word
      </a>
    </>
  )
}

/** Where the act stands and what comes next: sign, notify, set aside. */
export function ActeMoves({ page, refused }: Props) {
  const { acte, changed, isIncomplete } = page
  return (
    <Card title="Où en est cet acte">
      <div className="stack">
        <Facts
          items={[
            ['Signé le', acte.signeLe && formatDate(acte.signeLe)],
            ['Notifié le', acte.notifieLe && formatDate(acte.notifieLe)],
            ['Délibération', acte.deliberation],
            ['Numéro d’engagement', acte.engagement],
            ['Annulé', acte.motifAnnulation],
          ]}
        />
        {isIncomplete && acte.etat === 'a_signer' && (
          <Notice tone="warning">
            Il reste des passages « à compléter » : complétez-les dans le texte, ou dans l’annuaire puis
            refaites l’acte.
          </Notice>
        )}
        {changed.length > 0 && (
          <Notice tone="warning">
            <div className="row">
              <span>Depuis que cet acte est écrit, {formatList(changed)} ont changé.</span>
              <Move page={page} intention="refaire" label="Écrire de nouveau depuis le modèle" />
            </div>
          </Notice>
        )}
        {acte.etat === 'a_signer' && <SignForm page={page} refused={refusedFor(refused, 'signer')} />}
        {acte.etat === 'signe' && (
          <Move page={page} intention="notifier" label="Notifier au porteur, copie jointe" primary />
        )}
        {(acte.etat === 'a_signer' || acte.etat === 'signe') && (
          <CancelForm page={page} refused={refusedFor(refused, 'annuler')} />
        )}
      </div>
    </Card>
  )
}

const refusedFor = (refused: RefusedForm | undefined, intention: string) =>
  refused?.values.intention?.[0] === intention ? refused : undefined

function Move({
  page,
  intention,
  label,
  primary = false,
}: {
  page: ActePage
  intention: string
  label: string
  primary?: boolean
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <HiddenInput name="intention" value={intention} />
      <HiddenInput name="version" value={page.acte.version} />
      <button type="submit" className={primary ? 'btn primary' : 'btn small'} disabled={busy}>
        {primary && <Send aria-hidden size={16} />} {label}
      </button>
    </Form>
  )
}

function SignForm({ page: { acte, today }, refused }: Props) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="stack-s">
      <FormFields words={signatureFields} values={{ signeLe: today }} refused={refused} idPrefix="signer-">
        <HiddenInput name="intention" value="signer" />
        <HiddenInput name="version" value={acte.version} />
        <div className="form-section">
          <DateInput name="signeLe" required />
          <TextInput name="deliberation" />
          <TextInput name="engagement" />
        </div>
        <div>
          <button type="submit" className="btn primary" disabled={busy}>
            Noter la signature
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

const cancelWords = { motif: { label: 'Pourquoi cet acte est annulé' } }

function CancelForm({ page: { acte }, refused }: Props) {
  const busy = useNavigation().state !== 'idle'
  return (
    <details className="folded" open={refused !== undefined}>
      <summary>Annuler cet acte</summary>
      <Form method="post" className="stack-s">
        <FormFields words={cancelWords} values={{}} refused={refused} idPrefix="annuler-">
          <HiddenInput name="intention" value="annuler" />
          <HiddenInput name="version" value={acte.version} />
          <TextInput name="motif" required wide />
          <div>
            <button type="submit" className="btn danger" disabled={busy}>
              Annuler l’acte
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

/** The words of the act, corrected before it is signed. */
export function ActeText({ page: { acte }, refused }: Props) {
  const busy = useNavigation().state !== 'idle'
  const own = refusedFor(refused, 'modifier')
  return (
    <details className="folded" open={own !== undefined}>
      <summary>Corriger le texte</summary>
      <Form method="post" className="stack-s acte-text">
        <FormFields words={acteFields} values={acte} refused={own} idPrefix="texte-">
          <HiddenInput name="intention" value="modifier" />
          <HiddenInput name="version" value={acte.version} />
          <TextInput name="objet" wide />
          <TextArea name="texte" rows={24} required />
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Enregistrer le texte
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}
