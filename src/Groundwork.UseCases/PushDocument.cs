using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Sources;

namespace Groundwork.UseCases;

/// <summary>A document that a program hands over is kept, so that it can be read again at any time.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class PushDocument(Workspace workspace)
{
    private const string Record = "application/jsonl";

    /// <summary>Keeps the document. It becomes searchable by the ingestion that is returned.</summary>
    /// <exception cref="InvalidRequestException">It holds neither text nor bytes, or both, or too much.</exception>
    public async Task<IngestRequest> KeepAsync(string collection, PushRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = CollectionName.Parse(collection);
        var document = DocumentOf(request);
        if (document.Content.Length > workspace.Settings.MaxDocumentBytes)
            throw new InvalidRequestException(FormattableString.Invariant($"The document \"{request.Id}\" has {document.Content.Length} bytes; the limit for one document is {workspace.Settings.MaxDocumentBytes}. Split it, or raise the setting reading.maxBytes."));
        return new IngestRequest([await new PushSource(workspace.PushedOf(name)).PutAsync(document, cancellationToken)], name.Value);
    }

    private static PushedDocument DocumentOf(PushRequest request)
    {
        if (request.Text is null == request.Bytes is null) throw new InvalidRequestException("A document has either a \"text\" or \"bytes\". Give one of them.");
        if (request.Text is { } text) return new PushedDocument(request.Id, Record, RecordOf(request, text));
        if (string.IsNullOrWhiteSpace(request.MediaType)) throw new InvalidRequestException("Bytes need a \"mediaType\" that says what they are, like \"application/pdf\".");
        if (request.Title is not null) throw new InvalidRequestException("The title of bytes is the one that they hold. Leave \"title\" out, or put the title among the metadata under another name.");
        var values = (request.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToDictionary(v => v.Key.ToLowerInvariant(), v => v.Value, StringComparer.Ordinal);
        return new PushedDocument(request.Id, request.MediaType.Trim().ToLowerInvariant(), BytesOf(request.Bytes!)) { Values = values };
    }

    private static byte[] BytesOf(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw new InvalidRequestException("The member \"bytes\" is no base64.");
        }
    }

    private static byte[] RecordOf(PushRequest request, string text)
    {
        using var record = new MemoryStream();
        using (var json = new Utf8JsonWriter(record))
        {
            json.WriteStartObject();
            json.WriteString("id", request.Id);
            json.WriteString("text", text);
            if (request.Title is { } title) json.WriteString("title", title);
            if (request.MediaType is { } mediaType) json.WriteString("mediaType", mediaType);
            foreach (var (key, value) in request.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
            {
                if (key.ToLowerInvariant() is "id" or "_id" or "text" or "title" or "mediatype" or "lang" or "vector" or "vectorbase64") throw new InvalidRequestException($"The name \"{key}\" has a meaning of its own and cannot be used for metadata.");
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return record.ToArray();
    }
}
