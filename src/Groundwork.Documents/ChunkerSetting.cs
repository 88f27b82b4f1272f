namespace Groundwork.Documents;

/// <summary>A number that a chunker can be given in a <see cref="ChunkingPlan"/>.</summary>
/// <param name="Name">As it is written: <c>max</c> in <c>max=300</c>.</param>
/// <param name="Default">What holds when it is not given; where another setting leaves no room for it, the nearest that fits.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Greatest value.</param>
/// <param name="Meaning">What it decides, with its unit, for people.</param>
public sealed record ChunkerSetting(string Name, int Default, int Least, int Most, string Meaning);
