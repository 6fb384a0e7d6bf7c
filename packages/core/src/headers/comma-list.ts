/** What stands between the commas of a field value; a quoted part has commas of its own. */
export function partsOf(text: string): readonly string[] {
  return text.match(/(?:"[^"]*"|[^",])+/g) ?? []
}
