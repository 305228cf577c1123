import { Link } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { AxeDot, Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/equipe.route'

type Loaded = Route.ComponentProps['loaderData']

interface PostesProps extends Pick<Loaded, 'postes' | 'axes' | 'years' | 'canEdit'> {
  inside: boolean
  base: string
}

export function PostesTable(props: PostesProps) {
  const { inside, postes } = props
  if (postes.length === 0) return null
  return (
    <section className="stack-s">
      <h2>{inside ? `Dans la direction (${postes.length})` : `Hors de la direction (${postes.length})`}</h2>
      <Table
        caption={inside ? 'Postes de la direction' : 'Postes hors de la direction'}
        head={<Heads axes={props.axes} years={props.years} />}
      >
        {postes.map((poste) => (
          <PosteRow key={poste.id} {...props} poste={poste} />
        ))}
        <TotalRow {...props} />
      </Table>
    </section>
  )
}

function Heads({ axes, years }: Pick<PostesProps, 'axes' | 'years'>) {
  return (
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
}

function formatEtp(etp: number): string {
  return formatNumber(etp, Number.isInteger(etp) ? 0 : 2)
}

function PosteRow({
  poste,
  axes,
  years,
  base,
  canEdit,
}: PostesProps & { poste: PostesProps['postes'][number] }) {
  return (
    <tr>
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
            {its ? formatEtp(its.etp) : ''}
          </td>
        )
      })}
    </tr>
  )
}

function TotalRow({ postes, axes, years }: PostesProps) {
  const sum = (year: number) =>
    postes
      .flatMap((its) => its.etp)
      .filter((its) => its.annee === year)
      .reduce((total, its) => total + its.etp, 0)
  return (
    <tr>
      <th scope="row">Total connu</th>
      {axes.map((axe) => (
        <td key={axe.id} />
      ))}
      {years.map((year) => (
        <td className="num" key={year}>
          <strong>{sum(year) > 0 ? formatEtp(sum(year)) : 'inconnu'}</strong>
        </td>
      ))}
    </tr>
  )
}
