using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>A sentence of a model's draft with the evidence it names.</summary>
/// <param name="Text">The sentence without its markers.</param>
/// <param name="Markers">What it cites; empty when it cites nothing.</param>
/// <param name="StartsParagraph">Whether a line break stood before it.</param>
internal sealed record DraftClaim(string Text, IReadOnlyList<CitationMarker> Markers, bool StartsParagraph);

/// <summary>One citation as a model wrote it.</summary>
/// <param name="Number">The evidence's number.</param>
/// <param name="Quote">The words it claims to quote, or null.</param>
internal sealed record CitationMarker(int Number, string? Quote);
