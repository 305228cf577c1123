import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatEuros } from '#app/lib/money.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { EurosInput, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card, Empty, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { totalsOfRendu } from './compte-rendu.rules.ts'
import { reliquatIssues } from './compte-rendu.words.ts'
import type { RenduPage } from './rendu-page.server.ts'

interface Props {
  page: RenduPage
  refused: RefusedForm | undefined
}

/** Nothing is written yet: one press takes the adopted budget over. */
export function BeginCard({ page: { rendu, canBegin } }: { page: RenduPage }) {
  const busy = useNavigation().state !== 'idle'
  if (rendu.etat !== 'a_rendre') return null
  if (!canBegin) return <Empty title="Le porteur n’a pas encore commencé ce compte rendu." />
  return (
    <Empty
      title="Le compte rendu est prêt à remplir."
      action={
        <Form method="post">
          <HiddenInput name="intention" value="commencer" />
          <button type="submit" className="btn primary" disabled={busy}>
            Commencer à partir du budget
          </button>
        </Form>
      }
    >
      Les lignes viennent de votre budget et de ce que chaque financeur a décidé : il n’y a que le réalisé à
      écrire.
    </Empty>
  )
}

const controlWords = {
  motif: { label: 'Ce qui est à corriger', hint: 'La phrase part au porteur par courriel.' },
}

/** What who controls may do: accept, or send back. */
export function ControlCard({ page, refused }: Props) {
  const busy = useNavigation().state !== 'idle'
  if (!page.canControl) return null
  const own = refused?.values.intention?.[0] === 'renvoyer' ? refused : undefined
  const isBlocked = refused?.values.intention?.[0] === 'accepter'
  return (
    <Card title="Contrôle">
      <div className="stack">
        {isBlocked && <Notice tone="error">{refused.refusal.message}</Notice>}
        <Form method="post">
          <HiddenInput name="intention" value="accepter" />
          <button type="submit" className="btn primary" disabled={busy}>
            Accepter le compte rendu
          </button>
        </Form>
        <details className="folded" open={own !== undefined}>
          <summary>Demander une correction</summary>
          <Form method="post" className="stack-s">
            <FormFields words={controlWords} values={{}} refused={own} idPrefix="renvoyer-">
              <HiddenInput name="intention" value="renvoyer" />
              <TextArea name="motif" rows={2} required />
              <div>
                <button type="submit" className="btn" disabled={busy}>
                  Renvoyer au porteur
                </button>
              </div>
            </FormFields>
          </Form>
        </details>
      </div>
    </Card>
  )
}

const reliquatHead = (
  <>
    <th scope="col">Financeur</th>
    <th scope="col" className="num">
      Accordé
    </th>
    <th scope="col" className="num">
      Reliquat proposé
    </th>
    <th scope="col">Décision</th>
  </>
)

/** What is left of each grant, with the rule under it, and what becomes of it. */
export function ReliquatsCard({ page, refused }: Props) {
  const { reliquats, rendu } = page
  if (reliquats.length === 0 || (rendu.etat !== 'depose' && rendu.etat !== 'accepte')) return null
  const { excedent } = totalsOfRendu(rendu.lignes)
  return (
    <Card title="Reliquats">
      <div className="stack-s">
        <p className="muted">
          {excedent > 0
            ? `Les produits dépassent les charges de ${formatEuros(excedent)} : ce surplus est partagé entre les financeurs, à proportion de ce que chacun a accordé.`
            : 'Les produits ne dépassent pas les charges : rien ne reste des subventions.'}
        </p>
        <Table caption="Reliquats par financeur" head={reliquatHead}>
          {reliquats.map((its) => (
            <tr key={its.ligneId}>
              <th scope="row">{its.financeur}</th>
              <td className="num">{formatEuros(its.accordeCentimes)}</td>
              <td className="num">{formatEuros(its.proposeCentimes)}</td>
              <td>
                {its.issue ? (
                  <>
                    {reliquatIssues[its.issue]} : {formatEuros(its.montantCentimes)}
                    {its.motif && <div className="muted small">{its.motif}</div>}
                  </>
                ) : (
                  its.canDecide &&
                  its.proposeCentimes > 0 && <ReliquatForm reliquat={its} refused={refused} />
                )}
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

const reliquatWords = {
  issue: { label: 'Ce qu’il devient' },
  montantCentimes: { label: 'Montant (€)' },
  motif: { label: 'Remarque' },
}

function ReliquatForm({
  reliquat,
  refused,
}: {
  reliquat: RenduPage['reliquats'][number]
  refused: RefusedForm | undefined
}) {
  const own =
    refused?.values.intention?.[0] === 'reliquat' && refused.values.ligne?.[0] === reliquat.ligneId
      ? refused
      : undefined
  const busy = useNavigation().state !== 'idle'
  const values = { issue: 'reversement', montantCentimes: reliquat.proposeCentimes }
  return (
    <details className="folded" open={own !== undefined}>
      <summary>Décider</summary>
      <Form method="post" className="stack-s">
        <FormFields
          words={reliquatWords}
          values={values}
          refused={own}
          idPrefix={`reliquat-${reliquat.ligneId}-`}
        >
          <HiddenInput name="intention" value="reliquat" />
          <HiddenInput name="ligne" value={reliquat.ligneId} />
          <SelectInput name="issue" choices={choicesOf(reliquatIssues)} required />
          <EurosInput name="montantCentimes" required />
          <TextInput name="motif" />
          <div>
            <button type="submit" className="btn primary small" disabled={busy}>
              Enregistrer la décision
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}
