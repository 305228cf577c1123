import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { formatMois } from './conservation.ts'
import type { DestructionPage } from './destruction-page.server.ts'

const at = (nom: string | null, le: Date | null) =>
  nom && le ? `${nom}, ${formatInstant(new Date(le))}` : null

/** Who proposed, endorsed and did it, and under which rule. */
export function StepsFacts({ its, effet }: Pick<DestructionPage, 'its' | 'effet'>) {
  return (
    <Card title="De quoi il s’agit">
      <Facts
        items={[
          ['Règle', formatMois(its.dureeMois)],
          ['Arrêtée au', formatDate(its.arreteeAu)],
          ['Dates extrêmes', `${formatDate(its.premier)} – ${formatDate(its.dernier)}`],
          ['Effet', effet],
          ['Proposée par', at(its.proposeNom, its.proposeLe)],
          ['Visée par', at(its.viseNom, its.viseLe)],
          ['Détruite par', at(its.faitNom, its.faitLe)],
          ['Détruits', its.detruits === null ? null : `${its.detruits} sur ${its.nombre}`],
        ]}
      />
    </Card>
  )
}

/** The next gesture; two persons are needed. */
export function NextCard(page: DestructionPage) {
  const { canEndorse, canDestroy, canGiveUp, isMine, its } = page
  if (its.etat === 'faite' || its.etat === 'abandonnee') return null
  return (
    <Card title="Suite">
      {its.etat === 'proposee' && !canEndorse && (
        <p>
          {isMine
            ? 'Vous avez proposé cette liste : le visa est donné par une autre personne.'
            : 'Le visa est donné par la direction ou par l’administration.'}
        </p>
      )}
      {canDestroy && (
        <Notice tone="warning">
          <p>La destruction est définitive : aucune corbeille, aucune annulation.</p>
        </Notice>
      )}
      <Form method="post" className="row">
        {canEndorse && (
          <button className="btn primary" type="submit" name="intention" value="viser">
            Viser cette liste
          </button>
        )}
        {canDestroy && (
          <button className="btn danger" type="submit" name="intention" value="detruire">
            Détruire {formatCount(its.nombre, 'élément')}
          </button>
        )}
        {canGiveUp && (
          <button className="btn" type="submit" name="intention" value="abandonner">
            Abandonner la liste
          </button>
        )}
      </Form>
    </Card>
  )
}

/** What the list names; once done, identifiers only. */
export function LignesCard({ its, lignes, hidden }: Pick<DestructionPage, 'its' | 'lignes' | 'hidden'>) {
  return (
    <Card title="La liste" aside={<span className="muted">{formatCount(its.nombre, 'élément')}</span>}>
      <Table
        caption="Éléments de la liste"
        head={
          <>
            <th scope="col">Élément</th>
            <th scope="col">Compté depuis</th>
          </>
        }
      >
        {lignes.map(({ objetId, libelle, depart, detruit }) => (
          <tr key={objetId}>
            <td>
              {libelle || <code>{objetId}</code>} {detruit && <span className="muted">détruit</span>}
            </td>
            <td>{formatDate(depart)}</td>
          </tr>
        ))}
      </Table>
      {hidden > 0 && <p className="muted">Et {hidden} autres, tous dans le document.</p>}
    </Card>
  )
}
