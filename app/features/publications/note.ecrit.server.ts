import { sql } from 'kysely'
import type { EcritSpec } from '#app/platform/ecrits/ecrit.server.ts'
import { mustWrite } from './experience-draft.server.ts'
import { blocSortes } from './note.schema.ts'
import { getNote, listBlocs, listParties } from './notes.queries.server.ts'

/** A note, written by several people until it is final. */
export const noteEcrit: EcritSpec = {
  operation: 'publications.rediger',
  open: async (tx, actor, id) => {
    mustWrite(actor)
    const note = await getNote(tx, actor, id)
    const blocs = await listBlocs(tx, id)
    const parties = await listParties(tx, id)
    return {
      entite: 'note',
      id,
      titre: note.titre,
      lien: `/textes/note/${id}`,
      page: `/publications/notes/${id}`,
      parts: parties.map((partie) => ({
        cle: partie.id,
        label: partie.titre,
        ...(partie.aide ? { hint: partie.aide } : {}),
        texte: partie.texte,
        pris: blocs
          .filter(({ partieId }) => partieId === partie.id)
          .map(({ sorte, fige }) => fige?.titre ?? blocSortes[sorte]),
      })),
      ferme:
        note.etat === 'finale'
          ? 'Cette note est finale : reprenez-la en rédaction pour changer son texte.'
          : null,
    }
  },
  save: async (tx, actor, id, texts) => {
    for (const [cle, texte] of texts)
      await sql`update note_partie set texte = ${texte}, modifie_le = now()
        where id = ${cle} and note_id = ${id} and territoire_id = ${actor.territoireId}`.execute(tx)
    await sql`update note set modifie_le = now() where id = ${id} and territoire_id = ${actor.territoireId}`.execute(
      tx,
    )
  },
}
