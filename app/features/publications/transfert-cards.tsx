import { FileDown } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, Empty, Facts } from '#app/ui/page.tsx'
import { reponseFields, transfertFields } from './transfert.fields.ts'
import { sortsFinaux, type TransfertEtat, transfertEtats } from './transfert.schema.ts'
import type { Transfert, TransfertRow } from './transferts.queries.server.ts'

const tones = { prepare: 'ochre', accepte: 'green', rejete: 'red' } as const

/** Where a transfer is. */
export function TransfertBadge({ etat }: { etat: TransfertEtat }) {
  return <Badge tone={tones[etat]}>{transfertEtats[etat]}</Badge>
}

/** The transfers to the archives service, the last first, and the way to prepare one. */
export function TransfertsCard({
  base,
  rows,
  canKeep,
}: {
  base: string
  rows: ReadonlyArray<TransfertRow>
  canKeep: boolean
}) {
  const create = canKeep && (
    <Link className="btn" to={`${base}/transferts`}>
      Préparer un transfert
    </Link>
  )
  return (
    <Card title="Transferts aux archives" aside={create}>
      {rows.length === 0 ? (
        <Empty title="Aucun transfert">
          Un document et ses fichiers partent au service d’archives dans un paquet au standard SEDA 2.2.
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map(({ id, numero, titre, serviceNom, pieces, etat, prepareNom, prepareLe }) => (
            <li key={id} className="row">
              <span>
                <Link to={`${base}/transferts/${id}`}>
                  N° {numero} : {titre}
                </Link>{' '}
                <span className="muted">
                  {formatCount(pieces, 'pièce')} pour {serviceNom}, préparé par {prepareNom},{' '}
                  {formatInstant(new Date(prepareLe))}
                </span>
              </span>
              <TransfertBadge etat={etat} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What left, for whom, under which rule, and the package itself. */
export function TransfertFacts({ its, base, canKeep }: { its: Transfert; base: string; canKeep: boolean }) {
  return (
    <Card title="Paquet">
      <div className="stack">
        <Facts
          items={[
            [transfertFields.serviceNom.label, `${its.serviceNom} (${its.serviceIdentifiant})`],
            [transfertFields.accord.label, its.accord || null],
            ['Durée d’utilité administrative', its.regle || 'À fixer par le service d’archives'],
            [transfertFields.sortFinal.label, sortsFinaux[its.sortFinal]],
            ['Préparé par', `${its.prepareNom}, ${formatInstant(new Date(its.prepareLe))}`],
            ['Contenu', `${formatCount(its.pieces, 'pièce')} et un bordereau SEDA 2.2`],
            [
              'Empreinte du bordereau',
              <code key="empreinte" className="wrap-anywhere">
                {its.empreinte}
              </code>,
            ],
          ]}
        />
        {canKeep && (
          <div>
            <a className="btn primary" href={`${base}/transferts/${its.id}/paquet`}>
              <FileDown aria-hidden size={16} /> Télécharger le paquet (ZIP)
            </a>
          </div>
        )}
      </div>
    </Card>
  )
}

const reponses = [
  { value: 'accepte', label: transfertEtats.accepte },
  { value: 'rejete', label: transfertEtats.rejete },
]

/** What the archives service answered, and the form to note it. */
export function ReponseCard({
  its,
  today,
  canKeep,
  refused,
}: {
  its: Transfert
  today: string
  canKeep: boolean
  refused: RefusedForm | undefined
}) {
  const isAnswered = its.etat !== 'prepare'
  if (!canKeep && !isAnswered) return null
  const values = {
    etat: isAnswered ? its.etat : 'accepte',
    reponseLe: its.reponseLe ?? today,
    reponse: its.reponse,
  }
  return (
    <Card title="Réponse du service d’archives">
      {isAnswered && its.reponseLe && (
        <p>
          {transfertEtats[its.etat]} le {formatDate(its.reponseLe)}
          {its.reponse && ` : ${its.reponse}`}.
        </p>
      )}
      {canKeep && (
        <details open={!isAnswered || refused !== undefined}>
          <summary>{isAnswered ? 'Corriger la réponse' : 'Noter la réponse'}</summary>
          <Form method="post" className="stack-s">
            <FormFields words={reponseFields} values={values} refused={refused}>
              <HiddenInput name="version" value={its.version} />
              <div className="form-section">
                <SelectInput name="etat" choices={reponses} required />
                <DateInput name="reponseLe" required />
                <TextArea name="reponse" rows={2} />
              </div>
              <div>
                <button type="submit" className="btn">
                  Enregistrer la réponse
                </button>
              </div>
            </FormFields>
          </Form>
        </details>
      )}
    </Card>
  )
}
