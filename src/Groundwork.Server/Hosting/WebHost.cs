using Groundwork.Server.Api;
using Groundwork.Server.OpenAi;
using Groundwork.Server.Pages;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Groundwork.Server.Hosting;

/// <summary>Puts the server together. Nothing but the arguments decides what it does: no environment variable, no file beside the program.</summary>
internal static class WebHost
{
    // Requests are small; uploads lift the limit for themselves.
    private const long MaxRequestBytes = 4L << 20;

    public static WebApplication Build(Workspace workspace, IReadOnlyList<Uri> urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Groundwork.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.WebHost.UseUrls([.. urls.Select(u => u.GetLeftPart(UriPartial.Authority))]);
        builder.Logging
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            // The keys only sign form tokens, and lie where the documents lie.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // A form that is too old is told to the reader who sent it.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
            // The failure middleware has written every failure already.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error)
            // Writes below warnings only. As long as it might write, every request and every call to a model makes an activity that nobody sees.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, QuietLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddRouting();
        services.AddSingleton(workspace);
        services.AddSingleton<IngestionJobs>();
        services.AddSingleton<IngestionService>();
        services.AddHostedService(provider => provider.GetRequiredService<IngestionService>());
        if (workspace.Settings.Monitoring.Collections.Count > 0) services.AddHostedService<MonitoringService>();
        services.AddDataProtection()
            .SetApplicationName("groundwork")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(workspace.Settings.DataDirectory, "form-keys")));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = PageSession.CookieName("form", workspace);
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = CookieSecurePolicy.None;
            form.SuppressXFrameOptionsHeader = true;
        });
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, GroundworkJson.Default));
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSingleton<PageSession>();
        services.AddSingleton<PageRenderer>();

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<SameMachine>();
        app.UseRouting();
        app.MapApi();
        app.MapOpenAi();
        app.MapPages();
        app.MapAssets();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }
}
