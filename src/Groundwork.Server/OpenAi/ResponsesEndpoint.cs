using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.OpenAi.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi;

/// <summary><c>POST /v1/responses</c></summary>
internal sealed class ResponsesEndpoint(Workspace workspace)
{
    public async Task HandleAsync(HttpContext http)
    {
        var key = await KeyCheck.KeyOfAsync(workspace, http);
        var request = await WireBody.ReadAsync(http, ResponsesRequestReader.Read);
        using var chat = await new UseModel(workspace).ChatAsync(request.Model, key, request.User, http.RequestAborted);
        if (request.Streams) await StreamAsync(http, workspace.Time, chat, request);
        else await ReplyAsync(http, workspace.Time, chat, request);
    }

    private static async Task ReplyAsync(HttpContext http, TimeProvider time, IChatClient chat, ResponsesRequest request)
    {
        var reply = await chat.GetResponseAsync(request.Messages, request.Options, http.RequestAborted);
        http.Response.ContentType = JsonReply.ContentType;
        var isCut = reply.FinishReason == ChatFinishReason.Length;
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, WireBody.Writing))
        {
            new ResponseWriter(ReplyId.New("resp_"), reply.ModelId ?? request.Model, time.GetUtcNow())
                .Write(json, isCut ? "incomplete" : "completed", Items(reply), reply.Usage, reply.AdditionalProperties, isCut ? "max_output_tokens" : null);
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext http, TimeProvider time, IChatClient chat, ResponsesRequest request)
    {
        using var events = new ResponseEventWriter(http.Response.BodyWriter, request.Model, time.GetUtcNow());
        await UpdateStream.SendAsync(http, chat.GetStreamingResponseAsync(request.Messages, request.Options, http.RequestAborted), events.Write, events.End, events.Fail);
    }

    private static List<ResponseItem> Items(ChatResponse reply)
    {
        var items = new List<ResponseItem>();
        foreach (var content in reply.Messages.SelectMany(static message => message.Contents))
        {
            switch (content)
            {
                case TextContent text:
                    Say(text.Text, isRefusal: false);
                    break;
                case ErrorContent { ErrorCode: "refusal" } refusal:
                    Say(refusal.Message, isRefusal: true);
                    break;
                case FunctionCallContent call:
                    items.Add(new ResponseItem(ReplyId.New("fc_"), call));
                    break;
            }
        }

        return items;

        void Say(string text, bool isRefusal)
        {
            if (items is not [.., { Call: null } last] || last.IsRefusal != isRefusal) items.Add(new ResponseItem(ReplyId.New("msg_"), isRefusal));
            items[^1].Text.Append(text);
        }
    }
}
