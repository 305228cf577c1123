import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { versionOf } from '#app/platform/http.server.ts'
import { noteInput, partieInput } from './note.schema.ts'
import type { Reading } from './note-blocs.server.ts'
import {
  addBloc,
  addPartie,
  archiveNote,
  createNote,
  freezeBloc,
  moveNote,
  movePartie,
  removeBloc,
  removePartie,
  renameNote,
  thawBloc,
  updatePartie,
} from './notes.commands.server.ts'
import { getNote } from './notes.queries.server.ts'

type NoteVisit = Reading & { form: FormData; id: string }

const partieOf = (form: FormData): string => String(form.get('partie') ?? '')
const blocOf = (form: FormData): string => String(form.get('blocId') ?? '')

/** What the forms of a note ask for; each says what it did. */
const intents: Record<string, (visit: NoteVisit) => Promise<string>> = {
  titre: async ({ tx, actor, form, id }) => {
    await renameNote(tx, actor, id, { version: versionOf(form), titre: parseForm(noteInput, form).titre })
    return 'Titre enregistré.'
  },
  'partie.ajouter': async ({ tx, actor, form, id }) => {
    await addPartie(tx, actor, id, parseForm(partieInput, form))
    return 'Partie ajoutée.'
  },
  'partie.modifier': async ({ tx, actor, form, id }) => {
    await updatePartie(tx, actor, id, { id: partieOf(form), input: parseForm(partieInput, form) })
    return 'Partie enregistrée.'
  },
  'partie.deplacer': async ({ tx, actor, form, id }) => {
    const direction = form.get('sens') === 'haut' ? 'haut' : 'bas'
    await movePartie(tx, actor, id, { id: partieOf(form), direction })
    return 'Partie déplacée.'
  },
  'partie.retirer': async ({ tx, actor, form, id }) => {
    await removePartie(tx, actor, id, partieOf(form))
    return 'Partie retirée. Son texte reste dans la dernière version gardée.'
  },
  'bloc.ajouter': async ({ form, id, ...reading }) => {
    await addBloc(reading, id, { partieId: partieOf(form), bloc: String(form.get('bloc') ?? '') })
    return 'Bloc ajouté : il suit le projet tant qu’il n’est pas figé.'
  },
  'bloc.figer': async ({ form, id, ...reading }) => {
    await freezeBloc(reading, id, blocOf(form))
    return 'Le bloc dit ce que le projet dit aujourd’hui, et ne changera plus.'
  },
  'bloc.degeler': async ({ tx, actor, form, id }) => {
    await thawBloc(tx, actor, id, blocOf(form))
    return 'Le bloc suit de nouveau le projet.'
  },
  'bloc.retirer': async ({ tx, actor, form, id }) => {
    await removeBloc(tx, actor, id, blocOf(form))
    return 'Bloc retiré.'
  },
  finir: async ({ form: _form, id, ...reading }) => {
    await moveNote(reading, id, 'finale')
    return 'La note est finale : son texte et ses blocs ne changent plus.'
  },
  reprendre: async ({ form: _form, id, ...reading }) => {
    await moveNote(reading, id, 'redaction')
    return 'La note est de nouveau en rédaction.'
  },
}

/** Does what a form of a note asks. @returns what to say, and the page where to go when it is another */
export async function noteAction(visit: NoteVisit): Promise<{ sentence: string; to?: string }> {
  const { tx, actor, form, id } = visit
  const note = await getNote(tx, actor, id)
  const intention = String(form.get('intention'))
  if (intention === 'archiver') {
    await archiveNote(tx, actor, id)
    return { sentence: 'La note est rangée.', to: '' }
  }
  if (intention === 'modele') {
    const made = await createNote(tx, actor, { titre: `Modèle : ${note.titre}`, modele: id, estModele: true })
    return {
      sentence: 'Le modèle est créé : retirez-en ce qui ne doit pas être repris.',
      to: `/notes/${made}`,
    }
  }
  const intent = intents[intention]
  if (!intent) throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  return { sentence: await intent(visit) }
}
