using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>Reads server-sent events with the framework's own parser.</summary>
internal static class EventReading
{
    public static async Task<List<(string Name, JsonElement Data)>> AllEventsAsync(this HttpResponseMessage reply)
    {
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await reply.Content.ReadAsStreamAsync()).EnumerateAsync())
            events.Add((item.EventType, JsonSerializer.Deserialize<JsonElement>(item.Data)));
        return events;
    }

    public static HttpRequestMessage AsEvents(this HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }
}
