import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { yearOf } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { AxeDot, Badge, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/equipe.route'
import { listAxesAt } from './axes.queries.server.ts'
import { listEquipe } from './equipe.server.ts'
import './strategies.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const nodes = await listAxesAt(tx, actor, { at })
    const year = yearOf(at)
    return {
      postes: await listEquipe(tx, actor, at),
      axes: nodes
        .filter((axe) => axe.depth === 0)
        .map(({ id, numero, titre, court }) => ({ id, numero, nom: court || titre })),
      years: [year - 2, year - 1, year, year + 1],
      canEdit: can(actor, 'equipe.modifier'),
    }
  })
}

export default function Equipe({ loaderData, params }: Route.ComponentProps) {
  const { postes, axes, years, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const create = canEdit && (
    <Link className="btn primary" to={`${base}/equipe/nouveau`}>
      <Plus aria-hidden size={18} /> Ajouter un poste
    </Link>
  )
  return (
    <>
      <title>Équipe · Maillage</title>
      <PageHead
        title="Équipe"
        lead="Les postes, leurs missions sur les axes, et les équivalents temps plein par année. Aucun nom de personne."
        actions={create}
      />
      {postes.length === 0 ? (
        <Empty title="Aucun poste n’est inscrit à cette date." action={create} />
      ) : (
        [true, false].map((inside) => (
          <PostesTable
            key={String(inside)}
            inside={inside}
            postes={postes.filter((its) => its.dansLaDirection === inside)}
            axes={axes}
            years={years}
            base={base}
            canEdit={canEdit}
          />
        ))
      )}
      {axes.length > 0 && postes.length > 0 && (
        <p className="row small muted">
          {axes.map((axe) => (
            <span key={axe.id} className="row">
              <AxeDot numero={axe.numero} /> {axe.nom}
            </span>
          ))}
        </p>
      )}
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

interface PostesProps extends Pick<Loaded, 'postes' | 'axes' | 'years' | 'canEdit'> {
  inside: boolean
  base: string
}

function PostesTable({ inside, postes, axes, years, base, canEdit }: PostesProps) {
  if (postes.length === 0) return null
  const sum = (year: number) =>
    postes
      .flatMap((its) => its.etp)
      .filter((its) => its.annee === year)
      .reduce((total, its) => total + its.etp, 0)
  const head = (
    <>
      <th scope="col">Poste</th>
      {axes.map((axe) => (
        <th scope="col" key={axe.id} title={axe.nom}>
          <AxeDot numero={axe.numero} />
          <span className="sr-only">{axe.nom}</span>
        </th>
      ))}
      {years.map((year) => (
        <th scope="col" className="num" key={year}>{`ETP ${year}`}</th>
      ))}
    </>
  )
  return (
    <section className="stack-s">
      <h2>{inside ? `Dans la direction (${postes.length})` : `Hors de la direction (${postes.length})`}</h2>
      <Table caption={inside ? 'Postes de la direction' : 'Postes hors de la direction'} head={head}>
        {postes.map((poste) => (
          <tr key={poste.id}>
            <th scope="row">
              {canEdit ? <Link to={`${base}/equipe/${poste.id}`}>{poste.intitule}</Link> : poste.intitule}{' '}
              {poste.exemple && <Exemple />}
              <div className="small muted">
                {[
                  poste.service || poste.organisation,
                  poste.missionAnnexe && `mission annexe : ${poste.missionAnnexe}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </th>
            {axes.map((axe) => {
              const mission = poste.axes.find((its) => its.axeId === axe.id)
              return (
                <td key={axe.id}>
                  {mission && (
                    <Badge tone={mission.principale ? 'brand' : 'neutral'}>
                      {mission.principale ? 'principal' : 'second.'}
                    </Badge>
                  )}
                </td>
              )
            })}
            {years.map((year) => {
              const its = poste.etp.find((etp) => etp.annee === year)
              return (
                <td className="num" key={year}>
                  {its ? formatNumber(its.etp, Number.isInteger(its.etp) ? 0 : 2) : ''}
                </td>
              )
            })}
          </tr>
        ))}
        <tr>
          <th scope="row">Total connu</th>
          {axes.map((axe) => (
            <td key={axe.id} />
          ))}
          {years.map((year) => (
            <td className="num" key={year}>
              <strong>
                {sum(year) > 0 ? formatNumber(sum(year), Number.isInteger(sum(year)) ? 0 : 2) : 'inconnu'}
              </strong>
            </td>
          ))}
        </tr>
      </Table>
    </section>
  )
}
