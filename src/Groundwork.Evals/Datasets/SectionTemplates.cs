using System.Globalization;

namespace Groundwork.Evals.Datasets;

/// <summary>Candidates out of headings and lists.</summary>
internal static class SectionTemplates
{
    public static IEnumerable<DraftCandidate> Of(DraftSection section, DraftPhrases phrases)
    {
        var document = section.Document;
        if (section.Heading.Length > 0 && section.Sentences().FirstOrDefault() is { Text: not null } first)
        {
            if (section.Heading[^1] is '?' or '？') yield return new DraftCandidate("heading", section.Heading, first.Span, first.Span, section);
            else if (phrases.About.Length > 0 && document.Title.Length > 0 && !string.Equals(document.Title, section.Heading, StringComparison.OrdinalIgnoreCase))
                yield return new DraftCandidate("heading", string.Format(CultureInfo.InvariantCulture, phrases.About, section.Heading, document.Title), first.Span, first.Span, section);
        }

        if (phrases.List.Length == 0) yield break;
        foreach (var (leadIn, items) in section.Lists())
            if (!SentenceTemplates.BeginsWithPronoun(leadIn, phrases))
                yield return new DraftCandidate("list", string.Format(CultureInfo.InvariantCulture, phrases.List, leadIn), items, items, section);
    }
}
