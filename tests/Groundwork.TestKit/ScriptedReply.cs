using System.Text;
using Microsoft.AspNetCore.Http;

namespace Groundwork.TestKit;

/// <summary>Plays one script to one client.</summary>
internal static class ScriptedReply
{
    /// <summary>Plays any script to a chat client.</summary>
    public static async Task ChatAsync(ScriptedTurn turn, ModelScript script)
    {
        switch (script)
        {
            case ModelScript.Answer answer when turn.IsStream:
                await StreamAsync(turn, answer);
                break;
            case ModelScript.Answer answer:
                await PlainAsync(turn, answer);
                break;
            case ModelScript.Failing failing when turn.IsStream:
                await turn.BeginAsync();
                foreach (var token in failing.Tokens)
                    await turn.SayAsync(token);
                await turn.SendAsync(turn.Dialect.Wire == ModelWire.Ollama ? $"{failing.ErrorJson}\n" : $"data: {failing.ErrorJson}\n\n");
                break;
            case ModelScript.Failing failing:
                await turn.WholeAsync(200, "application/json", Encoding.UTF8.GetBytes(failing.ErrorJson));
                break;
            case ModelScript.NoChoices when turn.IsStream:
                await turn.BeginAsync();
                await turn.SendAsync("data: {\"id\":\"chatcmpl-scripted\",\"choices\":[]}\n\ndata: [DONE]\n\n");
                break;
            case ModelScript.NoChoices:
                await turn.WholeAsync(200, "application/json", "{\"id\":\"chatcmpl-scripted\",\"choices\":[]}"u8.ToArray());
                break;
            case ModelScript.Acts acts:
                await acts.Play(turn);
                break;
            default:
                await SendAsync(turn.Context, script, turn.Ended);
                break;
        }
    }

    /// <summary>Plays a script that is the same for every kind of request.</summary>
    public static async Task SendAsync(HttpContext context, ModelScript script, CancellationToken ended)
    {
        switch (script)
        {
            case ModelScript.Reply reply:
                foreach (var (name, value) in reply.Headers)
                    context.Response.Headers.Append(name, value);
                context.Response.StatusCode = reply.Code;
                context.Response.ContentType = reply.ContentType;
                if (reply.Body.Length > 0)
                    await context.Response.Body.WriteAsync(reply.Body, ended);
                break;
            case ModelScript.Failing failing:
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(failing.ErrorJson, ended);
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
            default:
                throw new NotSupportedException($"A {script.GetType().Name} is for chat requests only.");
        }
    }

    /// <summary>A stand-in for a tokenizer: words.</summary>
    public static int CountTokens(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task StreamAsync(ScriptedTurn turn, ModelScript.Answer answer)
    {
        await turn.BeginAsync(answer.ContentType);
        await turn.SendAsync(turn.Dialect.Begin(turn.Request, turn.Bill.InputTokens));
        if (answer.Reasoning is not null)
            await turn.SendAsync(turn.Dialect.Reasoning(turn.Request, answer.Reasoning));
        for (var i = 0; i <= answer.Tokens.Count; i++)
        {
            if (answer.EndsAfter == i)
                return;
            if (answer.GarblesAfter == i)
            {
                await turn.SendAsync("data: {\"choices\":[{\"delta\":{\"content\":\"oh\n\n");
                return;
            }

            if (answer.Gate is { } gate && !await gate.PassAsync(turn.Ended))
            {
                turn.Context.Abort();
                return;
            }

            if (i < answer.Tokens.Count)
                await turn.SayAsync(answer.Tokens[i]);
        }

        if (answer.ToolName is { } tool)
            await turn.SendAsync(turn.Dialect.ToolCall(tool, answer.ToolArguments));
        await turn.SendAsync(turn.Dialect.End(turn.Request, answer.ToolName is null ? "stop" : "tool_calls", answer.HasUsage ? turn.Usage : null));
    }

    private static async Task PlainAsync(ScriptedTurn turn, ModelScript.Answer answer)
    {
        if (answer.Gate is { } gate)
        {
            for (var i = 0; i <= answer.Tokens.Count; i++)
            {
                if (await gate.PassAsync(turn.Ended))
                    continue;
                turn.Context.Abort();
                return;
            }
        }

        turn.Bill.Made(answer.Tokens.Count);
        var body = Encoding.UTF8.GetBytes(turn.Dialect.Whole(turn.Request, string.Concat(answer.Tokens), answer.Reasoning, answer.ToolName is { } tool ? (tool, answer.ToolArguments) : null, answer.HasUsage ? turn.Usage : null));
        if (answer.EndsAfter is not null || answer.GarblesAfter is not null)
            body = body[..(body.Length / 2)];
        await turn.WholeAsync(200, answer.ContentType ?? "application/json", body);
    }
}
