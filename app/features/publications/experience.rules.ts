import type { Bloc, ExperienceEtat, ExperienceInput, LiveBloc } from './experience.schema.ts'

/** Whether the bilan shows a figure, in its words or in a block taken from the project. */
export function hasFigure(
  bilan: string,
  blocs: ReadonlyArray<Pick<LiveBloc, 'section' | 'lignes' | 'chiffres'>>,
): boolean {
  const own = blocs.filter((bloc) => bloc.section === 'bilan')
  return /\d/.test(bilan) || own.some((bloc) => bloc.chiffres.length > 0 || /\d/.test(bloc.lignes.join(' ')))
}

/** What is missing before a sheet may be read over, then published: French sentences, none when nothing is. */
export function missingFrom(
  sheet: Pick<
    ExperienceInput,
    'objectifs' | 'porteurs' | 'bilan' | 'nonMesure' | 'surLeVif' | 'surLeVifFonction' | 'contact'
  >,
  blocs: ReadonlyArray<Bloc>,
): string[] {
  const told = (section: Bloc['section'], text: string): boolean =>
    text !== '' || blocs.some((bloc) => bloc.section === section)
  const missing: Array<string | false> = [
    !told('porteurs', sheet.porteurs) && 'Dites qui porte l’action.',
    !told('objectifs', sheet.objectifs) && 'Écrivez les objectifs et le bref descriptif.',
    sheet.bilan === '' && !sheet.nonMesure && !hasFigure('', blocs) && 'Écrivez un bilan.',
    sheet.bilan !== '' &&
      !sheet.nonMesure &&
      !hasFigure(sheet.bilan, blocs) &&
      'Le bilan ne montre aucun chiffre : ajoutez-en un, ou cochez « Les effets ne sont pas mesurés ».',
    sheet.surLeVif !== '' && sheet.surLeVifFonction === '' && 'Dites la fonction de la personne citée.',
    /@(?!exemple\.|demo\.)/.test(sheet.contact) &&
      /[a-z]+\.[a-z]+@/i.test(sheet.contact) &&
      'Donnez une boîte générique plutôt que l’adresse d’une personne.',
  ]
  return missing.filter((sentence) => sentence !== false)
}

const next: Record<ExperienceEtat, ReadonlyArray<ExperienceEtat>> = {
  brouillon: ['a_relire'],
  a_relire: ['relue', 'brouillon'],
  relue: ['brouillon'],
}

/** The states a sheet may go to. */
export function nextEtats(etat: ExperienceEtat): ReadonlyArray<ExperienceEtat> {
  return next[etat]
}

export interface BlocChange {
  cle: string
  titre: string
  ajoutes: string[]
  retires: string[]
}

/** « A changé depuis »: for each frozen block, the lines the project has gained and lost since. */
export function changesSince(frozen: ReadonlyArray<Bloc>, live: ReadonlyArray<LiveBloc>): BlocChange[] {
  const now = new Map(live.map((bloc) => [bloc.cle, bloc]))
  return frozen
    .map(({ cle, titre, lignes }) => {
      const current = now.get(cle)?.lignes ?? []
      return {
        cle,
        titre,
        ajoutes: current.filter((line) => !lignes.includes(line)),
        retires: lignes.filter((line) => !current.includes(line)),
      }
    })
    .filter(({ ajoutes, retires }) => ajoutes.length > 0 || retires.length > 0)
}
