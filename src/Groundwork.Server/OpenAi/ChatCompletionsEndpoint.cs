using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.OpenAi.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi;

/// <summary><c>POST /v1/chat/completions</c></summary>
internal sealed class ChatCompletionsEndpoint(Workspace workspace)
{
    public async Task HandleAsync(HttpContext http)
    {
        var key = await KeyCheck.KeyOfAsync(workspace, http);
        var request = await WireBody.ReadAsync(http, ChatRequestReader.Read);
        using var chat = await new UseModel(workspace).ChatAsync(request.Model, key, request.User, http.RequestAborted);
        if (request.Streams) await StreamAsync(http, workspace.Time, chat, request);
        else await ReplyAsync(http, workspace.Time, chat, request);
    }

    private static async Task ReplyAsync(HttpContext http, TimeProvider time, IChatClient chat, ChatRequest request)
    {
        var reply = await chat.GetResponseAsync(request.Messages, request.Options, http.RequestAborted);
        http.Response.ContentType = JsonReply.ContentType;
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, WireBody.Writing))
            ChatReplyWriter.Write(json, reply, request.Model, time.GetUtcNow());
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext http, TimeProvider time, IChatClient chat, ChatRequest request)
    {
        using var chunks = new ChatChunkWriter(http.Response.BodyWriter, request.Model, request.WantsUsage, time.GetUtcNow());
        await UpdateStream.SendAsync(http, chat.GetStreamingResponseAsync(request.Messages, request.Options, http.RequestAborted), chunks.Write, chunks.End, chunks.Fail);
    }
}
