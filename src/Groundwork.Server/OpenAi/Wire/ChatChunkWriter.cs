using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Writes one streamed chat completion, chunk by chunk, as server-sent events into a pipe. Nothing is flushed here.</summary>
internal sealed class ChatChunkWriter(PipeWriter pipe, string model, bool wantsUsage, DateTimeOffset now) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(pipe, WireBody.Writing);
    private string? _id;
    private string? _model;
    private long _created = now.ToUnixTimeSeconds();
    private bool _hasBegun;
    private int _calls;
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;

    /// <summary>Writes the chunk of an update; nothing for one that says nothing.</summary>
    public void Write(ChatResponseUpdate update)
    {
        if (!_hasBegun) Begin(update);
        _finish = update.FinishReason ?? _finish;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text: WriteText("content", text.Text); break;
                case TextReasoningContent { Text.Length: > 0 } thought: WriteText("reasoning_content", thought.Text); break;
                case ErrorContent { ErrorCode: "refusal", Message.Length: > 0 } refusal: WriteText("refusal", refusal.Message); break;
                case FunctionCallContent call: WriteCall(call); break;
                case UsageContent usage: _usage = usage.Details; break;
            }
        }

        if (UseModel.AnswerOf(update.AdditionalProperties) is not null) WriteAnswer(update.AdditionalProperties);
    }

    /// <summary>Writes the last chunks and the mark of the end.</summary>
    public void End()
    {
        if (!_hasBegun) Begin(new ChatResponseUpdate());
        StartChunk();
        _json.WriteStartObject("delta");
        _json.WriteEndObject();
        EndChunk(FinishReasons.Of(_finish, _calls > 0));
        if (wantsUsage)
        {
            Open();
            _json.WriteStartArray("choices");
            _json.WriteEndArray();
            WireParts.WriteUsage(_json, _usage ?? new UsageDetails());
            Close();
        }

        pipe.Write("data: [DONE]\n\n"u8);
    }

    /// <summary>Writes a failure in the middle of a stream; the stream ends with it, without the mark of the end.</summary>
    public void Fail(Exception problem)
    {
        pipe.Write("data: "u8);
        _json.Reset(pipe);
        OpenAiErrors.Write(_json, problem, ErrorCatalog.Of(problem).HttpStatus);
        Close(isObject: false);
    }

    public void Dispose() => _json.Dispose();

    private void Begin(ChatResponseUpdate first)
    {
        _hasBegun = true;
        _id = first.ResponseId ?? ReplyId.New("chatcmpl-");
        _model = first.ModelId ?? model;
        _created = first.CreatedAt?.ToUnixTimeSeconds() ?? _created;
        StartChunk();
        _json.WriteStartObject("delta");
        _json.WriteString("role", "assistant");
        _json.WriteString("content", "");
        _json.WriteEndObject();
        EndChunk(null, first.AdditionalProperties);
    }

    private void WriteText(string member, string text)
    {
        StartChunk();
        _json.WriteStartObject("delta");
        _json.WriteString(member, text);
        _json.WriteEndObject();
        EndChunk(null);
    }

    private void WriteCall(FunctionCallContent call)
    {
        StartChunk();
        _json.WriteStartObject("delta");
        _json.WriteStartArray("tool_calls");
        ChatReplyWriter.WriteCall(_json, call, _calls++);
        _json.WriteEndArray();
        _json.WriteEndObject();
        EndChunk(null);
    }

    private void WriteAnswer(AdditionalPropertiesDictionary? properties)
    {
        StartChunk();
        _json.WriteStartObject("delta");
        _json.WriteEndObject();
        EndChunk(null, properties);
    }

    private void StartChunk()
    {
        Open();
        _json.WriteStartArray("choices");
        _json.WriteStartObject();
        _json.WriteNumber("index", 0);
    }

    private void EndChunk(string? finish, AdditionalPropertiesDictionary? properties = null)
    {
        if (finish is null) _json.WriteNull("finish_reason");
        else _json.WriteString("finish_reason", finish);
        _json.WriteEndObject();
        _json.WriteEndArray();
        WireParts.WriteExtension(_json, properties);
        Close();
    }

    private void Open()
    {
        pipe.Write("data: "u8);
        _json.Reset(pipe);
        _json.WriteStartObject();
        _json.WriteString("id", _id);
        _json.WriteString("object", "chat.completion.chunk");
        _json.WriteNumber("created", _created);
        _json.WriteString("model", _model);
    }

    private void Close(bool isObject = true)
    {
        if (isObject) _json.WriteEndObject();
        _json.Flush();
        pipe.Write("\n\n"u8);
    }
}
