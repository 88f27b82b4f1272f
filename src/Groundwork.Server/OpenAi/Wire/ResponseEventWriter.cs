using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Writes one streamed response, event by event, into a pipe. Nothing is flushed here.</summary>
internal sealed class ResponseEventWriter(PipeWriter pipe, string model, DateTimeOffset now) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(pipe, WireBody.Writing);
    private readonly List<ResponseItem> _items = [];
    private ResponseWriter? _response;
    private ResponseItem? _message;
    private AdditionalPropertiesDictionary? _properties;
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;
    private int _number;

    /// <summary>Writes the events of an update.</summary>
    public void Write(ChatResponseUpdate update)
    {
        Begin(update);
        _finish = update.FinishReason ?? _finish;
        if (UseModel.AnswerOf(update.AdditionalProperties) is not null) _properties = update.AdditionalProperties;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text: WriteText(text.Text, isRefusal: false); break;
                case ErrorContent { ErrorCode: "refusal", Message.Length: > 0 } refusal: WriteText(refusal.Message, isRefusal: true); break;
                case FunctionCallContent call: WriteCall(call); break;
                case UsageContent usage: _usage = usage.Details; break;
            }
        }
    }

    /// <summary>Writes the last events.</summary>
    public void End()
    {
        Begin(new ChatResponseUpdate());
        CloseMessage();
        var isCut = _finish == ChatFinishReason.Length;
        Event(isCut ? "response.incomplete" : "response.completed", json =>
        {
            json.WritePropertyName("response");
            _response!.Write(json, isCut ? "incomplete" : "completed", _items, _usage, _properties, isCut ? "max_output_tokens" : null);
        });
    }

    /// <summary>Writes a failure in the middle of the stream, which ends with it.</summary>
    public void Fail(Exception problem)
    {
        Begin(new ChatResponseUpdate());
        Event("response.failed", json =>
        {
            json.WritePropertyName("response");
            _response!.Write(json, "failed", _items, _usage, _properties, problem: problem);
        });
    }

    public void Dispose() => _json.Dispose();

    private void Begin(ChatResponseUpdate first)
    {
        if (_response is not null) return;
        _properties = first.AdditionalProperties;
        _response = new ResponseWriter(ReplyId.New("resp_"), first.ModelId ?? model, now);
        foreach (var name in (string[])["response.created", "response.in_progress"])
        {
            Event(name, json =>
            {
                json.WritePropertyName("response");
                _response.Write(json, "in_progress", [], null, null);
            });
        }
    }

    private void WriteText(string text, bool isRefusal)
    {
        if (_message is not null && _message.IsRefusal != isRefusal) CloseMessage();
        if (_message is null)
        {
            _message = new ResponseItem(ReplyId.New("msg_"), isRefusal);
            _items.Add(_message);
            ItemEvent("response.output_item.added", _message, isDone: false);
            PartEvent("response.content_part.added", json =>
            {
                json.WritePropertyName("part");
                ResponseWriter.WritePart(json, "", isRefusal);
            });
        }

        _message.Text.Append(text);
        PartEvent(isRefusal ? "response.refusal.delta" : "response.output_text.delta", json => json.WriteString("delta", text));
    }

    private void WriteCall(FunctionCallContent call)
    {
        CloseMessage();
        var item = new ResponseItem(ReplyId.New("fc_"), call);
        _items.Add(item);
        ItemEvent("response.output_item.added", item, isDone: false);
        var arguments = WireParts.Arguments(call);
        CallEvent("response.function_call_arguments.delta", item, "delta", arguments);
        CallEvent("response.function_call_arguments.done", item, "arguments", arguments);
        ItemEvent("response.output_item.done", item, isDone: true);
    }

    private void CloseMessage()
    {
        if (_message is not { } message) return;
        PartEvent(message.IsRefusal ? "response.refusal.done" : "response.output_text.done", json => json.WriteString(message.IsRefusal ? "refusal" : "text", message.Text.ToString()));
        PartEvent("response.content_part.done", json =>
        {
            json.WritePropertyName("part");
            ResponseWriter.WritePart(json, message.Text.ToString(), message.IsRefusal);
        });
        ItemEvent("response.output_item.done", message, isDone: true);
        _message = null;
    }

    private void ItemEvent(string type, ResponseItem item, bool isDone) => Event(type, json =>
    {
        json.WriteNumber("output_index", _items.IndexOf(item));
        json.WritePropertyName("item");
        ResponseWriter.WriteItem(json, item, isDone);
    });

    private void PartEvent(string type, Action<Utf8JsonWriter> write) => Event(type, json =>
    {
        json.WriteString("item_id", _message!.Id);
        json.WriteNumber("output_index", _items.IndexOf(_message));
        json.WriteNumber("content_index", 0);
        write(json);
    });

    private void CallEvent(string type, ResponseItem item, string member, string arguments) => Event(type, json =>
    {
        json.WriteString("item_id", item.Id);
        json.WriteNumber("output_index", _items.IndexOf(item));
        json.WriteString("name", item.Call!.Name);
        json.WriteString(member, arguments);
    });

    private void Event(string type, Action<Utf8JsonWriter> write)
    {
        pipe.Write("event: "u8);
        pipe.Write(System.Text.Encoding.UTF8.GetBytes(type));
        pipe.Write("\ndata: "u8);
        _json.Reset(pipe);
        _json.WriteStartObject();
        _json.WriteString("type", type);
        _json.WriteNumber("sequence_number", _number++);
        write(_json);
        _json.WriteEndObject();
        _json.Flush();
        pipe.Write("\n\n"u8);
    }
}
