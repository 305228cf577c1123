import { Files, Send } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { formatEuros } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, ErrorSummary, FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { signatureFields } from './acte.fields.ts'
import { acteEtats, acteNatures, acteTones } from './acte.words.ts'
import type { ParapheurPage } from './parapheur-page.server.ts'

/** Decisions without an act: one press writes what is missing. */
export function UnwrittenCard({ count }: { count: number }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card title="À écrire">
      <Form method="post" className="row">
        <HiddenInput name="intention" value="ecrire" />
        <span>
          {formatCount(count, 'dossier accordé n’a pas', 'dossiers accordés n’ont pas')} tous ses actes.
        </span>
        <button type="submit" className="btn primary" disabled={busy}>
          <Files aria-hidden size={16} /> Écrire les actes manquants
        </button>
        {busy && <progress className="progress" aria-label="Écriture en cours" />}
      </Form>
    </Card>
  )
}

const head = (
  <>
    <th scope="col">
      <span className="sr-only">Choisir</span>
    </th>
    <th scope="col">Acte</th>
    <th scope="col">Porteur et action</th>
    <th scope="col">Financeur</th>
    <th scope="col" className="num">
      Montant
    </th>
    <th scope="col">État</th>
  </>
)

interface Props {
  page: ParapheurPage
  base: string
  refused: RefusedForm | undefined
}

/** The acts, ticked, then signed or notified together. */
export function ParapheurForm({ page: { actes, today }, base, refused }: Props) {
  const busy = useNavigation().state !== 'idle'
  const ticked = new Set(refused?.values.actes)
  const words = { ...signatureFields, actes: { label: 'Actes choisis' } }
  return (
    <Form method="post" className="card stack">
      {refused && <ErrorSummary refused={refused} words={words} />}
      <Table caption={formatCount(actes.length, 'acte en attente', 'actes en attente')} head={head}>
        {actes.map((acte) => (
          <Line key={acte.id} acte={acte} base={base} isTicked={ticked.has(acte.id)} />
        ))}
      </Table>
      <FormFields words={words} values={{ signeLe: today }} refused={refused}>
        <div className="form-section">
          <DateInput name="signeLe" />
          <TextInput name="deliberation" />
          <TextInput name="engagement" />
        </div>
      </FormFields>
      <div className="row">
        <button type="submit" className="btn primary" name="intention" value="signer" disabled={busy}>
          Noter la signature des actes cochés
        </button>
        <button type="submit" className="btn" name="intention" value="notifier" disabled={busy}>
          <Send aria-hidden size={16} /> Notifier les actes cochés
        </button>
        {busy && <progress className="progress" aria-label="Envoi en cours" />}
      </div>
    </Form>
  )
}

function Line({
  acte,
  base,
  isTicked,
}: {
  acte: ParapheurPage['actes'][number]
  base: string
  isTicked: boolean
}) {
  const name = `${acteNatures[acte.nature]} ${acte.numero}`
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          name="actes"
          value={acte.id}
          defaultChecked={isTicked}
          aria-label={`${name}, ${acte.action}`}
        />
      </td>
      <th scope="row">
        <Link to={`${base}/actes/${acte.id}`}>{name}</Link>
        {acte.isIncomplete && <div className="broken small">Passages à compléter</div>}
      </th>
      <td>
        {acte.porteur}
        <div className="muted small">{acte.action}</div>
      </td>
      <td>{acte.financeur}</td>
      <td className="num">{acte.montantCentimes === null ? '' : formatEuros(acte.montantCentimes)}</td>
      <td>
        <Badge tone={acteTones[acte.etat]}>{acteEtats[acte.etat]}</Badge>
      </td>
    </tr>
  )
}
