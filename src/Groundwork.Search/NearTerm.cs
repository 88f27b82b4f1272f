namespace Groundwork.Search;

/// <summary>A term of an index that is nearly a word somebody wrote.</summary>
/// <param name="Term">The term; a stem where the language of its texts has a stemmer.</param>
/// <param name="Distance">Characters inserted, left out or replaced.</param>
/// <param name="Entries">Entries that hold it.</param>
public readonly record struct NearTerm(string Term, int Distance, long Entries);
