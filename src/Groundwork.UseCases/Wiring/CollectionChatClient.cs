using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Models;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases.Wiring;

/// <summary>A collection in the form of a chat model: the last user message is the question, and only what was checked is said.</summary>
internal sealed class CollectionChatClient(Workspace workspace, string collection, Caller caller) : IChatClient
{
    private const string AnswerKey = "groundwork.answer";

    public static AskReply? AnswerOf(AdditionalPropertiesDictionary? properties) =>
        properties is not null && properties.TryGetValue(AnswerKey, out var value) ? value as AskReply : null;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Unanswerable(messages, options) is var (what, member)) throw new InvalidRequestException($"A collection {what}. Leave {member} out, or name a route instead of {UseModel.CollectionMark}{collection}.");
        var turns = messages.Where(message => message.Role == ChatRole.User || message.Role == ChatRole.Assistant).Select(message => (message.Role, message.Text)).Where(turn => turn.Text.Length > 0).ToList();
        var last = turns.FindLastIndex(turn => turn.Role == ChatRole.User);
        if (last < 0 || string.IsNullOrWhiteSpace(turns[last].Text)) throw new InvalidRequestException("There is no question: the last message of the role user has no text.");
        AskReply? reply = null;
        var history = turns.Take(last).Select(turn => new TurnRequest(turn.Role.Value, turn.Text)).ToList();
        var request = new AskRequest(turns[last].Text, collection, History: history.Count > 0 ? history : null);
        await foreach (var update in new AskQuestion(workspace, caller).RunAsync(request, cancellationToken))
            if (update is AskUpdate.Done done) reply = done.Reply;

        // A draft that is not yet checked is never sent: a program cannot take back what it was told.
        var notes = new Footnotes();
        foreach (var piece in Pieces(reply!, notes)) yield return Update(reply!, [new TextContent(piece)]);
        if (notes.Text.Length > 0) yield return Update(reply!, [new TextContent(notes.Text)]);
        yield return new ChatResponseUpdate(ChatRole.Assistant, reply!.Usage is { } usage ? [new UsageContent(new UsageDetails { InputTokenCount = usage.InputTokens, OutputTokenCount = usage.OutputTokens })] : [])
        {
            ModelId = UseModel.CollectionMark + collection, FinishReason = ChatFinishReason.Stop, AdditionalProperties = new() { [AnswerKey] = reply },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    // What is asked for and cannot be had is refused: silence would look like consent.
    private static (string What, string Member)? Unanswerable(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        options?.Tools is { Count: > 0 } ? ("calls no tools", "\"tools\"")
        : options?.ResponseFormat is not (null or ChatResponseFormatText) ? ("answers in sentences that are cited, not in JSON", "\"response_format\"")
        : options?.StopSequences is { Count: > 0 } ? ("ends its answer itself", "\"stop\"")
        : options?.MaxOutputTokens is not null ? ("decides itself how long its answer is", "\"max_tokens\"")
        : messages.Any(message => message.Contents.Any(content => content is DataContent or UriContent)) ? ("reads text alone", "images and files")
        : null;

    private ChatResponseUpdate Update(AskReply reply, IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ModelId = UseModel.CollectionMark + collection };

    private static IEnumerable<string> Pieces(AskReply reply, Footnotes notes)
    {
        if (reply.Abstained is { } abstained)
        {
            yield return abstained.Reason;
            yield break;
        }

        var at = 0;
        foreach (var claim in reply.Claims.OrderBy(claim => claim.Span.Start))
        {
            var end = claim.Span.Start + claim.Span.Length;
            yield return reply.Answer[at..end] + string.Concat(claim.Citations.Select(notes.MarkOf));
            at = end;
        }

        if (at < reply.Answer.Length) yield return reply.Answer[at..];
    }

    private sealed class Footnotes
    {
        private readonly Dictionary<CitationReply, int> _numbers = [];
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public string MarkOf(CitationReply citation)
        {
            if (!_numbers.TryGetValue(citation, out var number))
            {
                _numbers[citation] = number = _numbers.Count + 1;
                _text.Append(CultureInfo.InvariantCulture, $"\n{(number == 1 ? "\n" : "")}[{number}]: {citation.Title} ({citation.Path}{PlaceOf(citation.Place)}): “{citation.Quote.ReplaceLineEndings(" ")}”");
            }

            return string.Create(CultureInfo.InvariantCulture, $" [{number}]");
        }

        private static string PlaceOf(PlaceReply place) =>
            place.Part is { } part ? $", {part}"
            : place.Page is { } page ? string.Create(CultureInfo.InvariantCulture, $", page {page}")
            : place.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line}")
            : "";
    }
}
