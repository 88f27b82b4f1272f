namespace Groundwork.Documents.Canonical;

/// <summary>Text as decoded and cleaned, with what a person should know about the decoding.</summary>
internal sealed record DecodedText(string Text, IReadOnlyList<string> Notes);
