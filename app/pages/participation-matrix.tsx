import { MailPlus } from 'lucide-react'
import { Link } from 'react-router'
import {
  type Niveau,
  NiveauDefs,
  NiveauDisc,
  NiveauMark,
  niveaux,
} from '#app/features/participation/index.ts'
import { keysOf } from '#app/lib/choices.ts'
import { yearOf } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card, Empty } from '#app/ui/page.tsx'
import type { CommuneLine } from './participation.rules.ts'
import type { ParticipationPage } from './participation.server.ts'
import { lieux } from './participation.words.ts'

/** What remains to be offered: sentences, each with its list and its gesture. */
export function Invitations({ page, base }: { page: ParticipationPage; base: string }) {
  const { asked, toInvite, canInvite } = page
  // Nobody is invited to a year that is over.
  const isPast = asked.annee !== null && asked.annee < yearOf(page.today)
  if (isPast || toInvite.length === 0 || page.cibles.length === 0) return null
  return (
    <ul className="list stack-s">
      {toInvite.map(({ lieu, phrase }) => (
        <li key={lieu} className="row">
          <Link to={`?${new URLSearchParams({ genre: asked.genre, lieu, absentes: 'oui' })}`}>{phrase}</Link>
          {canInvite && (
            <Link
              className="btn small"
              to={`${base}/participation/inviter?${new URLSearchParams({ genre: asked.genre, lieu })}`}
            >
              <MailPlus aria-hidden size={14} /> Les inviter
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Communes in rows, what they may take part in in columns: a disc for what is said, a number for what is seen. */
export function Matrix({ page }: { page: ParticipationPage }) {
  const { cibles, lines, asked, total } = page
  if (cibles.length === 0)
    return <Empty title="Rien à quoi prendre part ici pour l’instant.">Choisissez un autre onglet.</Empty>
  return (
    <Card
      title="La carte"
      aside={
        <span className="muted">
          {formatCount(lines.length, 'commune')} sur {total}
        </span>
      }
    >
      <div className="stack-s">
        <NiveauDefs />
        <Key />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached with the keyboard */}
        <section className="part-wrap" aria-label="Carte de la participation" tabIndex={0}>
          <table className="part">
            <caption className="sr-only">
              Ce que chaque commune dit de sa part, et combien de faits on voit d’elle
            </caption>
            <thead>
              <tr>
                <th scope="col">Commune</th>
                {cibles.map((its) => (
                  <th scope="col" key={its.id}>
                    <span>{its.nom}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.code} line={line} page={page} />
              ))}
            </tbody>
          </table>
        </section>
        {lines.length === 0 && (
          <p className="muted">Aucune commune ne correspond : c’est peut-être une bonne nouvelle.</p>
        )}
        <p className="muted small">
          Le nombre compte les faits de {asked.annee ?? 'toutes les années'} que vous pouvez lire : séances
          suivies, fiches, dossiers, observations. Il ne se compare pas d’une commune à l’autre.
        </p>
      </div>
    </Card>
  )
}

function Line({ line, page }: { line: CommuneLine; page: ParticipationPage }) {
  const { asked, cibles, mine } = page
  const to = (cible?: string) =>
    `?${new URLSearchParams({
      genre: asked.genre,
      ...(asked.annee ? { annee: String(asked.annee) } : {}),
      commune: line.code,
      ...(cible ? { cible } : {}),
    })}#regard`
  return (
    <tr className={mine.includes(line.code) ? 'mine' : undefined}>
      <th scope="row">
        <Link to={to()}>{line.nom}</Link>
        <span className="muted small">{lieux[line.lieu]}</span>
      </th>
      {cibles.map(({ id, nom }) => (
        <td key={id} className={id === asked.cible && line.code === asked.commune ? 'chosen' : undefined}>
          <CellLink line={line} cible={{ id, nom }} to={to(id)} />
        </td>
      ))}
    </tr>
  )
}

function CellLink({
  line,
  cible,
  to,
}: {
  line: CommuneLine
  cible: { id: string; nom: string }
  to: string
}) {
  const { niveau, faits } = line.cellules[cible.id] ?? { niveau: null, faits: 0 }
  const said = niveau ? niveaux[niveau] : 'rien de dit'
  const label = `${line.nom}, ${cible.nom} : ${said}, ${formatCount(faits, 'fait')}`
  return (
    // A plain link: hundreds of them, each opening another reading of the same page.
    <a href={to} aria-label={label}>
      <NiveauMark niveau={niveau} />
      <span className={faits === 0 ? 'muted' : undefined} aria-hidden>
        {faits === 0 ? '·' : faits}
      </span>
    </a>
  )
}

function Key() {
  const all: Array<Niveau | null> = [...keysOf(niveaux), null]
  return (
    <ul className="part-key" aria-label="Légende">
      {all.map((niveau) => (
        <li key={niveau ?? 'rien'}>
          <NiveauDisc niveau={niveau} />{' '}
          <span aria-hidden>{niveau ? niveaux[niveau] : 'Rien de dit encore'}</span>
        </li>
      ))}
    </ul>
  )
}
