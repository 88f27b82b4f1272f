using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.OpenAi.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.OpenAi;

/// <summary><c>GET /v1/models</c></summary>
internal sealed class ModelsEndpoint(Workspace workspace)
{
    private readonly UseModel _models = new(workspace);

    public async Task ListAsync(HttpContext http)
    {
        var models = await _models.ListAsync(await KeyCheck.KeyOfAsync(workspace, http), http.RequestAborted);
        await WriteAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (var model in models) Write(json, model);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public async Task ShowAsync(HttpContext http)
    {
        var model = await _models.FindAsync(http.Request.RouteValues["model"]?.ToString() ?? "", await KeyCheck.KeyOfAsync(workspace, http), http.RequestAborted);
        await WriteAsync(http, json => Write(json, model));
    }

    private static async Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = JsonReply.ContentType;
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, WireBody.Writing)) write(json);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, NamedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Name);
        json.WriteString("object", "model");
        json.WriteNumber("created", model.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("owned_by", "groundwork");
        json.WriteEndObject();
    }
}
