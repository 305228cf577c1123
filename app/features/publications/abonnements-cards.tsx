import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { ESSAI, evenementCodes, evenements } from '#app/platform/evenements.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { abonnementFields } from './abonnement.fields.ts'
import {
  type AbonnementEtat,
  type AbonnementInput,
  abonnementEtats,
  type EnvoiEtat,
  envoiEtats,
} from './abonnement.schema.ts'
import type { AbonnementRow, EnvoiRow } from './abonnements.queries.server.ts'

const tones = { actif: 'green', suspendu: 'red', arrete: 'neutral' } as const

export function AbonnementBadge({ etat }: { etat: AbonnementEtat }) {
  return <Badge tone={tones[etat]}>{abonnementEtats[etat]}</Badge>
}

/** What is said of a tool, to subscribe it or to correct it. */
export function AbonnementForm({
  title,
  values,
  version,
  refused,
}: {
  title: string
  values: AbonnementInput
  version?: number
  refused: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="form card">
      <h2>{title}</h2>
      <FormFields words={abonnementFields} values={values} refused={refused}>
        {version !== undefined && <HiddenInput name="version" value={version} />}
        <div className="form-section">
          <TextInput name="nom" required />
          <TextInput name="url" type="url" required wide />
          <CheckList
            name="evenements"
            choices={evenementCodes.map((code) => ({ value: code, label: evenements[code].label }))}
          />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" name="intention" value="enregistrer">
            {version === undefined ? 'Abonner cet outil' : 'Enregistrer'}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** The tools subscribed. */
export function AbonnementsCard({ base, rows }: { base: string; rows: ReadonlyArray<AbonnementRow> }) {
  return (
    <Card title="Outils prévenus" aside={<span className="muted">{formatCount(rows.length, 'outil')}</span>}>
      {rows.length === 0 ? (
        <Empty title="Aucun abonnement">
          Un outil abonné est prévenu à l’instant où cela arrive : un site, un tableau de bord, un agenda.
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <span>
                <Link to={`${base}/${row.id}`}>{row.nom}</Link> <span className="muted">{row.url}</span>
                <span className="muted subscription-counts">
                  {formatCount(row.recus, 'reçu')}, {row.attente} en attente,{' '}
                  {formatCount(row.abandonnes, 'abandonné')}
                  {row.etat === 'suspendu' && row.motif !== '' && ` ; ${row.motif}`}
                </span>
              </span>
              <AbonnementBadge etat={row.etat} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const envoiTones = { a_envoyer: 'ochre', recu: 'green', abandonne: 'red' } as const

function EnvoiBadge({ etat }: { etat: EnvoiEtat }) {
  return <Badge tone={envoiTones[etat]}>{envoiEtats[etat]}</Badge>
}

function eventWords(code: string): string {
  if (code === ESSAI) return 'Essai'
  return evenementCodes.includes(code as never) ? evenements[code as (typeof evenementCodes)[0]].label : code // just checked
}

/** What was sent, the last first, each with its tries and its way to be sent again. */
export function EnvoisCard({ rows, canReplay }: { rows: ReadonlyArray<EnvoiRow>; canReplay: boolean }) {
  return (
    <Card title="Journal des envois">
      {rows.length === 0 ? (
        <Empty title="Rien n’est encore parti">
          Envoyez un essai : il part dans la minute, et sa réponse s’écrit ici.
        </Empty>
      ) : (
        <Table
          caption="Journal des envois"
          head={
            <>
              <th scope="col">Événement</th>
              <th scope="col">État</th>
              <th scope="col">Essais</th>
              <th scope="col">
                <span className="sr-only">Gestes</span>
              </th>
            </>
          }
        >
          {rows.map((row) => (
            <EnvoiLine key={row.id} row={row} canReplay={canReplay} />
          ))}
        </Table>
      )}
    </Card>
  )
}

function EnvoiLine({ row, canReplay }: { row: EnvoiRow; canReplay: boolean }) {
  return (
    <tr>
      <th scope="row">
        {eventWords(row.evenement)} {row.rejoueDe && <span className="muted">(rejoué)</span>}
        <div className="muted">{formatInstant(row.creeLe)}</div>
        <details>
          <summary>Ce qui est envoyé</summary>
          <pre className="payload">{JSON.stringify(JSON.parse(row.corps), null, 2)}</pre>
        </details>
      </th>
      <td>
        <EnvoiBadge etat={row.etat} />
      </td>
      <td>
        {row.essais.length === 0 ? (
          <span className="muted">Part dans la minute</span>
        ) : (
          <ul className="list">
            {row.essais.map(({ le, code, erreur, dureeMs }) => (
              <li key={le}>
                {formatInstant(new Date(le))} : {erreur || `${code}, reçu`}{' '}
                <span className="muted">({dureeMs} ms)</span>
              </li>
            ))}
          </ul>
        )}
        {row.etat === 'a_envoyer' && row.essais.length > 0 && (
          <span className="muted">Nouvel essai : {formatInstant(row.prochainEssaiLe)}</span>
        )}
      </td>
      <td>
        {canReplay && row.etat !== 'a_envoyer' && (
          <Form method="post">
            <input type="hidden" name="envoi" value={row.id} />
            <button type="submit" className="btn small" name="intention" value="rejouer">
              Rejouer<span className="sr-only"> l’envoi du {formatInstant(row.creeLe)}</span>
            </button>
          </Form>
        )}
      </td>
    </tr>
  )
}
