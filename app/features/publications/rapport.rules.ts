import type { RapportInput } from './rapport.schema.ts'

const names: Record<keyof RapportInput, string> = {
  orientations: 'les orientations',
  situation: 'la situation dans les quartiers',
  actions: 'les actions de l’année',
  perspectives: 'les perspectives',
  articulation: 'l’articulation des volets',
  dsu: 'le développement social urbain (écrivez « sans objet » si aucune commune n’a la DSU)',
}

/** What the decree asks and the report does not have yet. The actions may come from the project alone. */
export function missingParts(report: RapportInput, actionsCount: number): string[] {
  const keys = Object.keys(names) as Array<keyof RapportInput> // keys of a record of the parts
  return keys
    .filter((key) => report[key] === '' && !(key === 'actions' && actionsCount > 0))
    .map((key) => `Écrivez ${names[key]}.`)
}

/** A reminder that is not a refusal: the decree wants data by sex, a text cannot prove it has them. */
export function remindersOf({ situation }: Pick<RapportInput, 'situation'>): string[] {
  const bySex = /femmes?/i.test(situation) && /hommes?/i.test(situation)
  return bySex ? [] : ['Les données sur la situation sont à présenter par sexe : femmes et hommes.']
}
