// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesource.h"

#include "spiceloop.h"

#include <glib.h>

#include <QTcpServer>

#include <algorithm>
#include <thread>
#include <vector>

namespace Atoll::Bench {
namespace {

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QXLPHYSICAL addressOf(const void *memory) { return reinterpret_cast<QXLPHYSICAL>(memory); }

//! A frame on its way: lives until the server gives it back.
struct Order
{
    QXLDrawable drawable{};
    std::unique_ptr<QXLImage> image = std::make_unique<QXLImage>();
};

} // namespace

struct SpiceSource::Server
{
    QXLInstance card{}; //!< first: spice-server gives it back to us
    SpiceSource *source = nullptr;
    SpiceServer *spice = nullptr;
    GMainContext *context = nullptr;
    GMainLoop *loop = nullptr;
    GSource *tick = nullptr;
    std::vector<Pixels> frames;
    Pixels screen;
    std::atomic<bool> isDue = false;
    int next = 0; //!< of the worker's thread
    quint64 unique = 0;
    std::chrono::steady_clock::time_point due;
    std::thread thread;

    static Server *of(QXLInstance *instance) { return reinterpret_cast<Server *>(instance); }
    QXLDrawable *draw();
    void start(bool streamsVideo);
    void makeScreen();
    static gboolean ticked(void *data);
    static int command(QXLInstance *instance, QXLCommandExt *command);
    static QXLInterface makeInterface();
};

QXLDrawable *SpiceSource::Server::draw()
{
    auto *order = new Order;
    QXLDrawable &drawable = order->drawable;
    drawable.release_info.id = addressOf(order);
    drawable.bbox = {0, 0, kHeight, kWidth};
    drawable.clip.type = SPICE_CLIP_TYPE_NONE;
    drawable.effect = QXL_EFFECT_OPAQUE;
    drawable.type = QXL_DRAW_COPY;
    drawable.mm_time =
        quint32(std::chrono::steady_clock::now().time_since_epoch().count() / 1000000);
    for (int i = 0; i < 3; ++i)
        drawable.surfaces_dest[i] = -1;
    drawable.u.copy.rop_descriptor = SPICE_ROPD_OP_PUT;
    drawable.u.copy.src_bitmap = addressOf(order->image.get());
    drawable.u.copy.src_area = drawable.bbox;
    order->image->descriptor.id = ++unique;
    order->image->descriptor.type = SPICE_IMAGE_TYPE_BITMAP;
    order->image->descriptor.width = kWidth;
    order->image->descriptor.height = kHeight;
    order->image->bitmap.format = SPICE_BITMAP_FMT_32BIT;
    order->image->bitmap.flags = QXL_BITMAP_TOP_DOWN | QXL_BITMAP_DIRECT;
    order->image->bitmap.x = kWidth;
    order->image->bitmap.y = kHeight;
    order->image->bitmap.stride = kWidth * 4;
    order->image->bitmap.data = addressOf(frames[size_t(next)].data());
    source->sending(next);
    next = (next + 1) % kFrames;
    return &drawable;
}

// In the server's own thread, as release_resource.
int SpiceSource::Server::command(QXLInstance *instance, QXLCommandExt *command)
{
    Server *server = of(instance);
    if (!server->isDue.exchange(false))
        return 0;
    *command = {};
    command->cmd.type = QXL_CMD_DRAW;
    command->cmd.data = addressOf(server->draw());
    return 1;
}

gboolean SpiceSource::Server::ticked(void *data)
{
    auto *server = static_cast<Server *>(data);
    const auto now = std::chrono::steady_clock::now();
    if (now < server->due)
        return G_SOURCE_CONTINUE;
    server->due =
        std::max(server->due + server->source->interval(), now - server->source->interval());
    // What was not taken yet is not queued: a card has one picture, the newest.
    server->isDue = true;
    spice_qxl_wakeup(&server->card);
    return G_SOURCE_CONTINUE;
}

void SpiceSource::Server::makeScreen()
{
    QXLDevMemSlot slot{};
    slot.virt_end = ~uintptr_t(0);
    spice_qxl_add_memslot(&card, &slot);
    screen.resize(size_t(kWidth) * kHeight);
    QXLDevSurfaceCreate surface{};
    surface.width = kWidth;
    surface.height = kHeight;
    surface.stride = -kWidth * 4;
    surface.format = SPICE_SURFACE_FMT_32_xRGB;
    surface.mouse_mode = TRUE;
    surface.mem = addressOf(screen.data());
    spice_qxl_create_primary_surface(&card, 0, &surface);
}

QXLInterface SpiceSource::Server::makeInterface()
{
    QXLInterface calls{};
    calls.base = {SPICE_INTERFACE_QXL, "frames", SPICE_INTERFACE_QXL_MAJOR,
                  SPICE_INTERFACE_QXL_MINOR};
    calls.attached_worker = [](QXLInstance *) {};
    calls.set_compression_level = [](QXLInstance *, int) {};
    calls.get_init_info = [](QXLInstance *, QXLDevInitInfo *info) {
        *info = {};
        info->num_memslots_groups = 1;
        info->num_memslots = 1;
        info->memslot_gen_bits = 1;
        info->memslot_id_bits = 1;
        info->n_surfaces = 1;
    };
    calls.get_command = command;
    calls.req_cmd_notification = [](QXLInstance *) { return 1; };
    calls.release_resource = [](QXLInstance *, QXLReleaseInfoExt released) {
        delete reinterpret_cast<Order *>(released.info->id);
    };
    calls.get_cursor_command = [](QXLInstance *, QXLCommandExt *) { return 0; };
    calls.req_cursor_notification = [](QXLInstance *) { return 1; };
    calls.notify_update = [](QXLInstance *, uint32_t) {};
    calls.flush_resources = [](QXLInstance *) { return 0; };
    calls.async_complete = [](QXLInstance *, uint64_t) {};
    calls.update_area_complete = [](QXLInstance *, uint32_t, QXLRect *, uint32_t) {};
    calls.set_client_capabilities = [](QXLInstance *, uint8_t, uint8_t *) {};
    calls.client_monitors_config = [](QXLInstance *, VDAgentMonitorsConfig *) { return 0; };
    return calls;
}

void SpiceSource::Server::start(bool streamsVideo)
{
    static QXLInterface interface = makeInterface();
    card.base.sif = &interface.base;
    spice = spice_server_new();
    const int port = freePort();
    spice_server_set_addr(spice, "127.0.0.1", SPICE_ADDR_FLAG_IPV4_ONLY);
    spice_server_set_port(spice, port);
    spice_server_set_noauth(spice);
    spice_server_set_image_compression(spice, SPICE_IMAGE_COMPRESSION_AUTO_GLZ);
    spice_server_set_streaming_video(spice, streamsVideo ? SPICE_STREAM_VIDEO_ALL
                                                         : SPICE_STREAM_VIDEO_OFF);
    if (spice_server_init(spice, spiceLoop(context)) != 0
        || spice_server_add_interface(spice, &card.base) != 0)
        return;
    makeScreen();
    spice_server_vm_start(spice);
    tick = g_timeout_source_new(1);
    g_source_set_callback(tick, ticked, this, nullptr);
    g_source_attach(tick, context);
    source->m_port = port;
}

SpiceSource::SpiceSource(bool streamsVideo)
    : m_server(std::make_unique<Server>())
{
    Server &server = *m_server;
    server.source = this;
    for (int i = 0; i < kFrames; ++i)
        server.frames.push_back(paintFrame(i));
    server.context = g_main_context_new();
    server.loop = g_main_loop_new(server.context, FALSE);
    std::atomic<bool> isUp = false;
    server.thread = std::thread([&server, &isUp, streamsVideo] {
        g_main_context_push_thread_default(server.context);
        server.start(streamsVideo);
        isUp = true;
        isUp.notify_all();
        g_main_loop_run(server.loop);
        spice_server_destroy(server.spice);
        g_main_context_pop_thread_default(server.context);
    });
    isUp.wait(false);
}

SpiceSource::~SpiceSource()
{
    g_main_loop_quit(m_server->loop);
    m_server->thread.join();
    if (m_server->tick) {
        g_source_destroy(m_server->tick);
        g_source_unref(m_server->tick);
    }
    g_main_loop_unref(m_server->loop);
    g_main_context_unref(m_server->context);
}

} // namespace Atoll::Bench
