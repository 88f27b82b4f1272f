using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Groundwork.TestKit;

/// <summary>Plays one script to one client.</summary>
internal static class ScriptedReply
{
    private const string Id = "chatcmpl-scripted";
    private const long Created = 1_767_323_045;

    public static async Task SendAsync(HttpContext context, ModelRequest request, ModelScript script, CancellationToken ended)
    {
        switch (script)
        {
            case ModelScript.Answer answer when request.WantsStream:
                await StreamAsync(context, request, answer, ended);
                break;
            case ModelScript.Answer answer:
                await PlainAsync(context, request, answer, ended);
                break;
            case ModelScript.Failing failing when request.WantsStream:
                context.Response.ContentType = "text/event-stream";
                foreach (var token in failing.Tokens)
                    await EventAsync(context, Chunk(request, new { content = token }, null), ended);
                await EventAsync(context, failing.ErrorJson, ended);
                break;
            case ModelScript.Failing failing:
                await WholeAsync(context, 200, "application/json", Encoding.UTF8.GetBytes(failing.ErrorJson), ended);
                break;
            case ModelScript.Reply reply:
                foreach (var (name, value) in reply.Headers)
                    context.Response.Headers.Append(name, value);
                await WholeAsync(context, reply.Code, reply.ContentType, reply.Body, ended);
                break;
            case ModelScript.NoChoices when request.WantsStream:
                context.Response.ContentType = "text/event-stream";
                await EventAsync(context, JsonSerializer.Serialize(new { id = Id, model = request.Model, choices = Array.Empty<object>() }), ended);
                await EventAsync(context, "[DONE]", ended);
                break;
            case ModelScript.NoChoices:
                await WholeAsync(context, 200, "application/json", JsonSerializer.SerializeToUtf8Bytes(new { id = Id, model = request.Model, choices = Array.Empty<object>() }), ended);
                break;
            case ModelScript.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, ended);
                break;
            case ModelScript.Portions portions:
                context.Response.ContentType = portions.ContentType;
                foreach (var part in portions.Parts)
                {
                    await context.Response.Body.WriteAsync(part, ended);
                    await context.Response.Body.FlushAsync(ended);
                }

                if (portions.ThenHangs)
                    await Task.Delay(Timeout.InfiniteTimeSpan, ended);
                break;
        }
    }

    /// <summary>A stand-in for a tokenizer: words.</summary>
    public static int CountTokens(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task StreamAsync(HttpContext context, ModelRequest request, ModelScript.Answer answer, CancellationToken ended)
    {
        context.Response.ContentType = answer.ContentType ?? "text/event-stream";
        await context.Response.StartAsync(ended);
        await EventAsync(context, Chunk(request, new { role = "assistant", content = "" }, null), ended);
        if (answer.Reasoning is not null)
            await EventAsync(context, Chunk(request, new { reasoning_content = answer.Reasoning }, null), ended);
        for (var i = 0; i <= answer.Tokens.Count; i++)
        {
            if (answer.EndsAfter == i)
                return;
            if (answer.GarblesAfter == i)
            {
                await EventAsync(context, """{"choices":[{"delta":{"content":"oh""", ended);
                return;
            }

            if (answer.Gate is { } gate && !await gate.PassAsync(ended))
            {
                context.Abort();
                return;
            }

            if (i < answer.Tokens.Count)
                await EventAsync(context, Chunk(request, new { content = answer.Tokens[i] }, null), ended);
        }

        await FinishAsync(context, request, answer, ended);
    }

    private static async Task FinishAsync(HttpContext context, ModelRequest request, ModelScript.Answer answer, CancellationToken ended)
    {
        if (answer.ToolName is { } tool)
        {
            // In two pieces, as servers send them.
            var half = answer.ToolArguments.Length / 2;
            await EventAsync(context, Chunk(request, new { tool_calls = new[] { new { index = 0, id = "call_scripted", type = "function", function = new { name = tool, arguments = answer.ToolArguments[..half] } } } }, null), ended);
            await EventAsync(context, Chunk(request, new { tool_calls = new[] { new { index = 0, function = new { arguments = answer.ToolArguments[half..] } } } }, null), ended);
        }

        await EventAsync(context, Chunk(request, new { }, answer.ToolName is null ? "stop" : "tool_calls"), ended);
        var wantsUsage = request.Json.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var include) && include.GetBoolean();
        if (answer.HasUsage && wantsUsage)
            await EventAsync(context, JsonSerializer.Serialize(new { id = Id, @object = "chat.completion.chunk", created = Created, model = request.Model, choices = Array.Empty<object>(), usage = Usage(request, answer) }), ended);
        await EventAsync(context, "[DONE]", ended);
    }

    private static async Task PlainAsync(HttpContext context, ModelRequest request, ModelScript.Answer answer, CancellationToken ended)
    {
        if (answer.Gate is { } gate)
        {
            for (var i = 0; i <= answer.Tokens.Count; i++)
            {
                if (await gate.PassAsync(ended))
                    continue;
                context.Abort();
                return;
            }
        }

        var message = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["role"] = "assistant",
            ["content"] = answer.ToolName is null ? string.Concat(answer.Tokens) : null,
        };
        if (answer.Reasoning is not null)
            message["reasoning_content"] = answer.Reasoning;
        if (answer.ToolName is { } tool)
            message["tool_calls"] = new[] { new { id = "call_scripted", type = "function", function = new { name = tool, arguments = answer.ToolArguments } } };
        var reply = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = Id,
            ["object"] = "chat.completion",
            ["created"] = Created,
            ["model"] = request.Model,
            ["choices"] = new[] { new { index = 0, message, finish_reason = answer.ToolName is null ? "stop" : "tool_calls" } },
        };
        if (answer.HasUsage)
            reply["usage"] = Usage(request, answer);
        var body = JsonSerializer.SerializeToUtf8Bytes(reply);
        if (answer.EndsAfter is not null || answer.GarblesAfter is not null)
            body = body[..(body.Length / 2)];
        await WholeAsync(context, 200, answer.ContentType ?? "application/json", body, ended);
    }

    private static object Usage(ModelRequest request, ModelScript.Answer answer)
    {
        var input = request.Messages.Sum(CountTokens);
        return new { prompt_tokens = input, completion_tokens = answer.Tokens.Count, total_tokens = input + answer.Tokens.Count };
    }

    private static string Chunk(ModelRequest request, object delta, string? finish) =>
        JsonSerializer.Serialize(new { id = Id, @object = "chat.completion.chunk", created = Created, model = request.Model, choices = new[] { new { index = 0, delta, finish_reason = finish } } });

    private static async Task EventAsync(HttpContext context, string data, CancellationToken ended)
    {
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {data}\n\n"), ended);
        await context.Response.Body.FlushAsync(ended);
    }

    private static async Task WholeAsync(HttpContext context, int code, string contentType, byte[] body, CancellationToken ended)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = contentType;
        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body, ended);
    }
}
