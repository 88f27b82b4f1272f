using System.Globalization;
using System.Text;
using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>Addresses of pages.</summary>
internal static class Links
{
    public const string CitedAnchor = "cited";

    public static string Ask(string collection, string? question = null) =>
        "/?collection=" + Escape(collection) + (question is null ? "" : "&q=" + Escape(question));

    public static string Conversation(string conversation) => "/c/" + Escape(conversation);

    public static string Turn(string conversation, long turn) => string.Create(CultureInfo.InvariantCulture, $"{Conversation(conversation)}#turn-{turn}");

    /// <summary>What a form of a turn is sent to.</summary>
    public static string Turn(string conversation, long turn, string action) => string.Create(CultureInfo.InvariantCulture, $"{Conversation(conversation)}/turns/{turn}/{action}");

    /// <summary>A conversation with a source open beside its answer.</summary>
    public static string Source(string conversation, long turn, int source) => string.Create(CultureInfo.InvariantCulture, $"{Conversation(conversation)}?source={turn}-{source}#{CitedAnchor}");

    /// <summary>A cited passage alone, for the panel.</summary>
    public static string SourcePart(string collection, CitationReply citation) =>
        "/parts/source" + Citation(collection, citation)["/document".Length..^(CitedAnchor.Length + 1)];

    public static string Export(string conversation) => $"/api/conversations/{Escape(conversation)}/export";

    public static string Collection(string name) => "/library/" + Escape(name);

    public static string Collection(string name, string? contains, int skip) =>
        Collection(name) + $"?contains={Escape(contains ?? "")}" + (skip > 0 ? string.Create(CultureInfo.InvariantCulture, $"&skip={skip}") : "");

    public static string Delete(string name, string? document = null) => Collection(name) + "/delete" + (document is null ? "" : "?document=" + Escape(document));

    /// <summary>A cited span, in the version of the document that was cited.</summary>
    public static string Citation(string collection, CitationReply citation) => Span(collection, citation.Document, citation.Span, citation.Version);

    public static string Span(string collection, string document, SpanReply span, string? version = null) =>
        Document(collection, document, span: span, version: version) + "#" + CitedAnchor;

    public static string Document(string collection, string document, int? from = null, SpanReply? span = null, string? version = null, bool hasChunks = false, bool hasOriginal = false, int? page = null)
    {
        var url = new StringBuilder("/document?collection=").Append(Escape(collection)).Append("&document=").Append(Escape(document));
        if (span is not null) url.Append(CultureInfo.InvariantCulture, $"&start={span.Start}&length={span.Length}");
        if (version is not null) url.Append("&version=").Append(version);
        if (from is not null) url.Append(CultureInfo.InvariantCulture, $"&from={from}");
        if (hasChunks) url.Append("&chunks=1");
        if (hasOriginal) url.Append("&original=1");
        if (page is not null) url.Append(CultureInfo.InvariantCulture, $"&page={page}");
        return url.ToString();
    }

    /// <summary>The file that a document was read from.</summary>
    public static string Original(DocumentReply document, int? page = null) =>
        $"/original?collection={Escape(document.Collection)}&document={Escape(document.Document)}" + (page is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&page={page}"));

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
