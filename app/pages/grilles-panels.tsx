import { Download } from 'lucide-react'
import { Form } from 'react-router'
import { formatCount, formatList } from '#app/lib/text.ts'
import { AxeDot, Card, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/grilles.route'

type Loaded = Route.ComponentProps['loaderData']

const intensites = { '': '–', principale: 'principale', secondaire: 'secondaire' }

export function Crosswalk({ data }: { data: Loaded }) {
  const { grille, axes, links, canEdit } = data
  const intensiteOf = (axeId: string, poste: string) =>
    links.find((its) => its.axeId === axeId && its.poste === poste)?.intensite ?? ''
  const head = (
    <>
      <th scope="col">Axe local</th>
      {grille.postes.map((poste) => (
        <th scope="col" key={poste.code}>
          {poste.nom}
        </th>
      ))}
    </>
  )
  return (
    <Form method="post" className="stack-s matrix" key={grille.code} preventScrollReset>
      <input type="hidden" name="grille" value={grille.code} />
      <Table caption="Correspondance des axes locaux avec la grille" head={head}>
        {axes.map((axe) => (
          <tr key={axe.id}>
            <th scope="row">
              <AxeDot numero={axe.numero} /> {axe.court || axe.titre}
            </th>
            {grille.postes.map((poste) => {
              const value = intensiteOf(axe.id, poste.code)
              return (
                <td key={poste.code} className={value || 'vide'}>
                  {canEdit ? (
                    <select
                      className="input"
                      name={`${axe.id}|${poste.code}`}
                      defaultValue={value}
                      aria-label={`${axe.numero}. ${axe.court || axe.titre} × ${poste.nom}`}
                    >
                      {Object.entries(intensites).map(([its, label]) => (
                        <option key={its} value={its}>
                          {label}
                        </option>
                      ))}
                    </select>
                  ) : (
                    value || <span aria-hidden>–</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </Table>
      {canEdit && (
        <div>
          <button type="submit" className="btn primary">
            Enregistrer les correspondances
          </button>
        </div>
      )}
    </Form>
  )
}

export function Rapport({ data, base, au }: { data: Loaded; base: string; au: string }) {
  const download = (
    <a className="btn small" href={`${base}/grilles/${data.grille.code}/fiches.csv${au}`} download>
      <Download aria-hidden size={14} /> CSV
    </a>
  )
  return (
    <Card title="Rapport des fiches selon la grille" aside={download}>
      <Table caption="Fiches par poste de la grille" head={<RapportHeads />}>
        {data.counts.map((its) => (
          <tr key={its.poste}>
            <th scope="row">{its.poste}</th>
            <td className="num">{formatCount(its.principale, 'fiche')}</td>
            <td className="num">{formatCount(its.secondaire, 'fiche')}</td>
          </tr>
        ))}
      </Table>
      <p className="small muted">
        Une fiche compte sous chaque poste que couvre son axe principal : les lignes ne s’additionnent pas.
      </p>
    </Card>
  )
}

function RapportHeads() {
  return (
    <>
      <th scope="col">Poste</th>
      <th scope="col" className="num">
        À titre principal
      </th>
      <th scope="col" className="num">
        À titre secondaire
      </th>
    </>
  )
}

/** What the crosswalk leaves out, on both sides. */
export function GapsNotice({ postes, axes }: { postes: ReadonlyArray<string>; axes: ReadonlyArray<string> }) {
  if (postes.length === 0 && axes.length === 0) return null
  return (
    <Notice tone="warning">
      {postes.length > 0 && <p>{`Sans aucun axe : ${formatList(postes)}.`}</p>}
      {axes.length > 0 && <p>{`Axes sans correspondance : ${formatList(axes)}.`}</p>}
    </Notice>
  )
}
