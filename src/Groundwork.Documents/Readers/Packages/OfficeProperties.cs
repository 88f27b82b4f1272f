using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>What a document says about itself, in Dublin Core or in the words of OpenDocument.</summary>
internal sealed class OfficeProperties
{
    private readonly List<string> _creators = [];
    private readonly List<string> _keywords = [];
    private string? _firstAuthor;
    private string? _subject;
    private DateTimeOffset? _created;
    private DateTimeOffset? _modified;

    public string? Title { get; private set; }

    public LanguageCode? Language { get; private set; }

    /// <summary>Reads a part of properties; one that is missing or broken says nothing.</summary>
    public static OfficeProperties Read(Package package, string part)
    {
        var properties = new OfficeProperties();
        using var xml = package.OpenXml(part);
        while (xml is not null && xml.Read())
            if (xml.IsStart)
                properties.Take(xml);
        return properties;
    }

    /// <summary>Takes one element, when it is a property.</summary>
    /// <returns>True when it was one; it has been read to its end.</returns>
    public bool Take(PartXml xml)
    {
        switch (xml.Name)
        {
            case "title":
                Title ??= Blank(xml.AllText());
                return true;
            case "creator":
                if (Blank(xml.AllText()) is { } creator) _creators.Add(creator);
                return true;
            case "initial-creator":
                // In OpenDocument the creator is whoever changed it last.
                _firstAuthor ??= Blank(xml.AllText());
                return true;
            case "subject":
                _subject ??= Blank(xml.AllText());
                return true;
            case "keywords" or "keyword":
                _keywords.AddRange(xml.AllText().Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                return true;
            case "language":
                if (LanguageCode.FromTag(xml.AllText().Trim()) is var code && code != LanguageCode.Undetermined && code.Code.Length is 2 or 3) Language ??= code;
                return true;
            case "created" or "creation-date":
                _created ??= SourceDate.ParseMoment(xml.AllText());
                return true;
            case "modified":
                _modified ??= SourceDate.ParseMoment(xml.AllText());
                return true;
            case "date":
                _modified ??= SourceDate.ParseMoment(xml.AllText());
                return true;
            default:
                return false;
        }
    }

    /// <summary>Hands author, dates, keywords and subject to the document.</summary>
    public void GiveTo(DocumentBuilder builder)
    {
        if (_firstAuthor is not null) builder.Found("author", _firstAuthor);
        else if (_creators.Count > 0) builder.Found("author", new MetadataValue.Keywords([.. _creators.Distinct(StringComparer.Ordinal)]));
        if (_created is { } created) builder.Found("created", new MetadataValue.Date(created));
        if (_modified is { } modified) builder.Found("modified", new MetadataValue.Date(modified));
        if (_keywords.Count > 0) builder.Found("keywords", new MetadataValue.Keywords(_keywords));
        builder.Found("subject", _subject);
    }

    private static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
